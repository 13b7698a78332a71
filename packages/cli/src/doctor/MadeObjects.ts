import { Controller, controllerOf } from '@central-secrets/manifest-rules';
import { accepted, ClusterApi } from './ClusterApi';

/**
 * A cluster-wide object, with the fields that say which objects it creates, and
 * where.
 */
interface Maker {
  readonly uid: string;
  /** The name of the object that it creates in each namespace. */
  readonly makes: string;
  readonly namespaces: ReadonlySet<string>;
}

/**
 * The field of a cluster-wide kind with the name of its created objects;
 * without it, its own name.
 */
const NAME_FIELDS: Readonly<Record<string, string>> = {
  ClusterExternalSecret: 'externalSecretName',
  ClusterPushSecret: 'pushSecretName',
};

/**
 * The namespaces in which the operator has created an object, or has tried to,
 * according to the status.
 */
function namespacesOf({ status }: any): Set<string> {
  const failed: any[] = status?.failedNamespaces ?? [];
  return new Set([
    ...(status?.provisionedNamespaces ?? []),
    ...failed.map(each => each?.namespace),
  ]);
}

/**
 * Distinguishes the objects that the operator created for a cluster-wide object
 * from those that only claim it. A team that has such an object sees the
 * owner's name and uid, and may write them into another object.
 */
export class MadeObjects {
  readonly #makers = new Map<string, Maker | undefined>();
  readonly #believed = new Set<string>();
  readonly #api: ClusterApi;
  readonly #paths: ReadonlyMap<string, string>;

  /** @param paths - of the lists of cluster-wide kinds, by kind */
  constructor(api: ClusterApi, paths: ReadonlyMap<string, string>) {
    this.#api = api;
    this.#paths = paths;
  }

  /** Adds a cluster-wide object. */
  add(kind: string, object: any): void {
    const { name, uid } = object.metadata ?? {};
    const makes = object.spec?.[NAME_FIELDS[kind]] || name;
    const namespaces = namespacesOf(object);
    this.#makers.set(`${kind}/${name}`, { uid, makes, namespaces });
  }

  /** Believes every owner of a kind, because the kind may not be read. */
  believe(kind: string): void {
    this.#believed.add(kind);
  }

  /** The cluster-wide object that an object names as its owner. */
  ownerOf(object: unknown): Controller | undefined {
    return controllerOf(object, Object.keys(NAME_FIELDS));
  }

  /** Whether an object's owner has created it. */
  async has(object: any): Promise<boolean> {
    const owner = this.ownerOf(object);
    if (!owner) {
      return false;
    }
    if (this.#believed.has(owner.kind)) {
      return true;
    }
    if (!this.#paths.has(owner.kind)) {
      return false;
    }
    const key = `${owner.kind}/${owner.name}`;
    const hasMade = () => {
      const maker = this.#makers.get(key);
      const { name, namespace } = object.metadata;
      return (
        maker?.uid === owner.uid &&
        maker.makes === name &&
        maker.namespaces.has(namespace)
      );
    };
    // The list may be older than the object.
    if (!hasMade()) {
      await this.#lookUp(owner, key);
    }
    return hasMade();
  }

  async #lookUp({ kind, name }: Controller, key: string): Promise<void> {
    const answer = await this.#api.ask(
      'GET',
      `${this.#paths.get(kind)}/${encodeURIComponent(name)}`,
    );
    if (answer.status === 404) {
      this.#makers.set(key, undefined);
    } else {
      this.add(kind, accepted(answer, `read ${kind} ${name}`).body);
    }
  }
}
