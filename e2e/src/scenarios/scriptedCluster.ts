import { Identity } from '../framework/identity';
import { KubernetesApi, KubernetesObject } from '../framework/kubernetesApi';
import { collectionPath, objectPath, PlainObject } from '../framework/objects';
import { Manifest } from '../acceptance/manifests';
import { ObjectReference, pathOf } from './objects';

/** What differs between the clusters that scripts run on. */
export interface ScriptedClusterOptions {
  /** As administrator. */
  readonly identity: Identity;
  /** A new value for a source secret. */
  readonly newValue: () => string;
  /** Where a provider answers with the HTTP status that is the path; undefined: nowhere. */
  readonly providerUrl?: string;
}

/**
 * A cluster to which scripts do things, as administrator, over HTTP: the real
 * one or the demo, which both speak the same API.
 */
export class ScriptedCluster {
  readonly newValue: () => string;
  readonly #api: KubernetesApi;
  readonly #providerUrl?: string;

  constructor({ identity, newValue, providerUrl }: ScriptedClusterOptions) {
    this.#api = new KubernetesApi(identity);
    this.newValue = newValue;
    this.#providerUrl = providerUrl;
  }

  /** Where a provider answers every request with this HTTP status. */
  providerAnswering(status: number): string {
    if (this.#providerUrl === undefined) {
      throw new Error('this cluster was started without a provider');
    }
    return `${this.#providerUrl}/${status}`;
  }

  get url(): string {
    return this.#api.identity.url;
  }

  /** Creates objects, or merges them into those that are there; one after another. */
  async apply(...manifests: readonly Manifest[]): Promise<void> {
    for (const manifest of manifests) {
      const object = manifest as unknown as PlainObject;
      const path = collectionPath(object);
      const { status, body } = await this.#api.ask('POST', path, object);
      if (status === 409) {
        await this.#patch(objectPath(object), object);
      } else if (status !== 201) {
        throw new Error(`POST ${path}: ${status} ${body?.message ?? body}`);
      }
    }
  }

  /** A merge patch. */
  patch(reference: ObjectReference, patch: object): Promise<void> {
    return this.#patch(pathOf(reference), patch);
  }

  /** A merge patch of the status, as its controller writes it. */
  patchStatus(reference: ObjectReference, status: object): Promise<void> {
    return this.#patch(`${pathOf(reference)}/status`, { status });
  }

  async #patch(path: string, patch: object): Promise<void> {
    const { status, body } = await this.#api.ask('PATCH', path, patch);
    if (status !== 200) {
      throw new Error(`PATCH ${path}: ${status} ${body?.message ?? body}`);
    }
  }

  /** Asks for the deletion; an object with finalizers is still there afterwards. */
  async remove(reference: ObjectReference): Promise<void> {
    const path = pathOf(reference);
    const { status, body } = await this.#api.ask('DELETE', path);
    if (status !== 200 && status !== 202) {
      throw new Error(`DELETE ${path}: ${status} ${body?.message ?? body}`);
    }
  }

  /** Deletes every event of a namespace. */
  async removeEvents(namespace: string): Promise<void> {
    const events = await this.list('v1', 'Event', namespace);
    for (const { metadata } of events) {
      await this.remove({ kind: 'Event', ...metadata });
    }
  }

  /** Any document; undefined where there is none. */
  read(path: string): Promise<KubernetesObject | undefined> {
    return this.#api.get(path);
  }

  /** Asks for a service account's token. */
  async requestToken(namespace: string, account: string): Promise<string> {
    const { status, body } = await this.#api.ask(
      'POST',
      `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      },
    );
    if (status !== 201) {
      throw new Error(`no token for ${account}: ${status} ${body?.message}`);
    }
    return body.status.token;
  }

  /** Every object of a kind in a namespace. */
  async list(
    apiVersion: string,
    kind: string,
    namespace: string,
  ): Promise<KubernetesObject[]> {
    const metadata = { name: '', namespace };
    const path = collectionPath({ apiVersion, kind, metadata });
    const items = await this.#api.list(path);
    // In a list of a built-in kind the items do not say what they are.
    return items.map(item => ({ ...item, apiVersion, kind }));
  }

  /** @returns undefined where there is no such object. */
  find(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    return this.#api.get(pathOf(reference));
  }

  close(): Promise<void> {
    return this.#api.close();
  }
}
