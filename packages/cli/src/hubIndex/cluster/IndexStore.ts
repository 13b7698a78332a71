import {
  ANNOTATION_LEFT_OUT,
  ANNOTATION_SECRETS_VERSION,
  fieldsOf,
  HUB_INDEX_HEAD_NAME,
  HUB_INDEX_LABEL,
  HubIndexHead,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { IndexedPage, PageContent, parseIndexed } from '../page';
import { ask, PROGRAM, Refusal } from './ask';

const CONFLICT = 409;
const NOT_FOUND = 404;

/** Someone else has written the ConfigMap meanwhile; this is it now. */
export interface Overtaken {
  readonly overtaken: true;
  readonly now: IndexedPage | undefined;
}

/**
 * The ConfigMaps of the index. A write names the version that it replaces, so
 * that of two processes one is refused, and neither undoes the other's work
 * without having seen it.
 */
export class IndexStore {
  readonly #connection: ClusterConnection;
  readonly #namespace: string;

  constructor(connection: ClusterConnection, namespace: string) {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  get path(): string {
    return `/api/v1/namespaces/${this.#namespace}/configmaps`;
  }

  writePage(
    name: string,
    content: PageContent,
    write: {
      readonly secretsVersion: string;
      readonly replaces: IndexedPage | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<IndexedPage | Overtaken> {
    return this.#write(name, write, content.data, {
      [ANNOTATION_SECRETS_VERSION]: write.secretsVersion,
      ...(content.leftOut > 0
        ? { [ANNOTATION_LEFT_OUT]: String(content.leftOut) }
        : {}),
    });
  }

  writeHead(
    head: HubIndexHead,
    write: {
      readonly replaces: IndexedPage | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<IndexedPage | Overtaken> {
    return this.#write(HUB_INDEX_HEAD_NAME, write, {
      hubNamespace: head.hubNamespace,
      observedAt: new Date(head.observedAt).toISOString(),
    });
  }

  async #write(
    name: string,
    write: {
      readonly replaces: IndexedPage | undefined;
      readonly signal: AbortSignal;
    },
    data: Readonly<Record<string, string>>,
    annotations: Readonly<Record<string, string>> = {},
  ): Promise<IndexedPage | Overtaken> {
    const { replaces, signal } = write;
    const body = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace: this.#namespace,
        labels: {
          [HUB_INDEX_LABEL]: 'true',
          'app.kubernetes.io/part-of': 'central-secrets',
        },
        annotations,
        resourceVersion: replaces?.resourceVersion,
      },
      data,
    });
    const request = { query: { fieldManager: PROGRAM }, body, signal };
    try {
      const answer = await ask(
        this.#connection,
        replaces
          ? { ...request, method: 'PUT', path: `${this.path}/${name}` }
          : { ...request, method: 'POST', path: this.path },
        `write ConfigMap ${this.#namespace}/${name}`,
      );
      return parseIndexed(answer.body);
    } catch (error) {
      const isOvertaken =
        error instanceof Refusal &&
        (error.status === CONFLICT ||
          (error.status === NOT_FOUND && replaces !== undefined));
      if (!isOvertaken) {
        throw error;
      }
      return { overtaken: true, now: await this.#read(name, signal) };
    }
  }

  async #read(
    name: string,
    signal: AbortSignal,
  ): Promise<IndexedPage | undefined> {
    try {
      const answer = await ask(
        this.#connection,
        { method: 'GET', path: `${this.path}/${name}`, signal },
        `read ConfigMap ${this.#namespace}/${name}`,
      );
      return parseIndexed(fieldsOf(answer.body));
    } catch (error) {
      if (error instanceof Refusal && error.status === NOT_FOUND) {
        return undefined;
      }
      throw error;
    }
  }
}
