import { HttpConnection } from '@central-secrets/kubernetes-client';
import { connectAs, Identity } from './identity';

/** The time that one request may take. */
const TIME_LIMIT_MS = 30_000;
/** More than any list here has, in bytes. */
const SIZE_LIMIT = 256 * 1024 * 1024;

/** How the API server reads the body of a PATCH. */
export type PatchType =
  | 'merge-patch+json'
  | 'json-patch+json'
  | 'apply-patch+yaml';

/** An answer of the API server. */
export interface ApiAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** The fields that every Kubernetes object has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
    readonly finalizers?: string[];
    readonly ownerReferences?: readonly { readonly name: string }[];
    readonly deletionTimestamp?: string;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [field: string]: any;
}

/**
 * A client of the API server for frequent requests; manual changes go through
 * kubectl.
 */
export class KubernetesApi {
  readonly #connection: HttpConnection;

  constructor(readonly identity: Identity) {
    this.#connection = connectAs(identity);
  }

  /**
   * Sends any request; the caller checks the status of the answer.
   *
   * @param patchType - of a PATCH; default a JSON merge patch
   */
  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    patchType: PatchType = 'merge-patch+json',
  ): Promise<ApiAnswer> {
    const answer = await this.#connection.request({
      method,
      path,
      headers: {
        'content-type':
          method === 'PATCH' ? `application/${patchType}` : 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs: TIME_LIMIT_MS,
    });
    return {
      status: answer.status,
      body: parse(await answer.text(SIZE_LIMIT)),
    };
  }

  /** A client of the same API server as another user. The caller closes it. */
  as(user: string, groups: readonly string[] = []): KubernetesApi {
    return new KubernetesApi({ ...this.identity, actingAs: { user, groups } });
  }

  /** @returns undefined where the object does not exist. */
  async get(path: string): Promise<KubernetesObject | undefined> {
    const { status, body } = await this.ask('GET', path);
    if (status === 404) {
      return undefined;
    }
    if (status !== 200) {
      throw new Error(`GET ${path}: ${status} ${body?.message ?? ''}`);
    }
    return body;
  }

  /** Every object under a collection's path. */
  async list(path: string): Promise<KubernetesObject[]> {
    const list = await this.get(path);
    return list?.items ?? [];
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
