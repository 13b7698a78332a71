import { Clock } from '../clock';
import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject, ObjectReference } from '../apiServer/objects';
import { Change } from '../apiServer/objectStore';
import { ClusterExternalSecretController } from './clusterExternalSecretController';
import { ControllerContext, Outcome } from './context';
import { isSelected } from './distributionSelectors';
import { ExternalSecretController } from './externalSecretController';
import { MemoryVault } from './memoryVault';
import { PushSecretController } from './pushSecretController';
import { StoreController } from './storeController';
import { isManaged } from './secretMarks';
import { WorkQueue } from './workQueue';

/** Where the operator's identity may read Secrets (`deploy/base/store/access.yaml`). */
const READABLE_NAMESPACES = ['central-secret-store'];

export interface OperatorOptions {
  api: ClusterApi;
  clock: Clock;
  /** How long the operator takes to notice a change, in milliseconds. */
  reactionMs: number;
}

/**
 * The emulated External Secrets Operator: the controllers, the watches that
 * trigger them, and the faults that a test or the demo world can put in.
 */
export class Operator {
  readonly #api: ClusterApi;
  readonly #reactionMs: number;
  readonly #queue: WorkQueue;
  readonly #distributions: ClusterExternalSecretController;
  readonly #externalSecrets: ExternalSecretController;
  readonly #pushSecrets: PushSecretController;
  readonly #stores: StoreController;
  readonly #vaults = new Map<string, MemoryVault>();
  readonly #brokenStores = new Set<string>();
  readonly #frozen = new Set<string>();
  #unsubscribe: () => void = () => {};

  constructor({ api, clock, reactionMs }: OperatorOptions) {
    const context: ControllerContext = {
      api,
      clock,
      providerContext: store => ({
        api,
        readableNamespaces: READABLE_NAMESPACES,
        isBroken: this.#brokenStores.has(store.metadata.name),
        vaults: this.#vaults,
      }),
    };
    this.#api = api;
    this.#reactionMs = reactionMs;
    this.#distributions = new ClusterExternalSecretController(context);
    this.#externalSecrets = new ExternalSecretController(context);
    this.#pushSecrets = new PushSecretController(context);
    this.#stores = new StoreController(context);
    this.#queue = new WorkQueue({ clock, work: key => this.#work(key) });
  }

  /** Looks at everything there is, and from then on at every change. */
  start(): void {
    this.#unsubscribe = this.#api.store.subscribe(change =>
      this.#notice(change),
    );
    for (const kind of [
      'ClusterSecretStore',
      'SecretStore',
      'ClusterExternalSecret',
      // What is read should be there.
      'PushSecret',
      'ExternalSecret',
    ]) {
      // Not delayed: a start finds stores validated before the first ExternalSecret asks for one.
      this.#api.list(kind).forEach(object => this.#queue.add(keyOf(object)));
    }
    this.#queue.start();
  }

  stop(): void {
    this.#unsubscribe();
    this.#queue.stop();
  }

  /** The operator hangs: nothing is refreshed, nothing is written, Ready stays what it was. */
  pause(): void {
    this.#queue.stop();
  }

  resume(): void {
    this.#queue.start();
  }

  /** The operator never touches this object again. */
  freeze(reference: ObjectReference): void {
    this.#frozen.add(keyOfReference(reference));
  }

  unfreeze(reference: ObjectReference): void {
    const key = keyOfReference(reference);
    this.#frozen.delete(key);
    this.#queue.add(key);
  }

  /** A Vault that answers at an address. Those at other addresses do not. */
  addVault(server: string): MemoryVault {
    const vault = new MemoryVault(server);
    this.#vaults.set(server, vault);
    return vault;
  }

  /** The stores of this name can no longer be used: a kubernetes store loses its rights, a Vault does not answer. */
  breakStore(name: string): void {
    this.#brokenStores.add(name);
    this.#validateStores(name);
  }

  repairStore(name: string): void {
    this.#brokenStores.delete(name);
    this.#validateStores(name);
  }

  #validateStores(name: string): void {
    ['ClusterSecretStore', 'SecretStore']
      .flatMap(kind => this.#api.list(kind))
      .filter(({ metadata }) => metadata.name === name)
      .forEach(store => this.#queue.add(keyOf(store)));
  }

  #notice({ type, object, previous }: Change): void {
    const add = (changed: KubernetesObject) =>
      this.#queue.add(keyOf(changed), this.#reactionMs);
    switch (object.kind) {
      case 'ClusterExternalSecret':
      case 'ClusterSecretStore':
      case 'PushSecret':
      case 'SecretStore':
        if (isWorthALook(object, previous)) {
          add(object);
        }
        break;
      case 'ExternalSecret': {
        if (isWorthALook(object, previous)) {
          add(object);
        }
        // The distribution that owns it, or did, looks whether it is still as it should be.
        const owner = distributionOf(object) ?? distributionOf(previous);
        if (owner && (type === 'DELETED' || isWorthALook(object, previous))) {
          this.#queue.add(
            keyOfReference({ kind: owner.kind, name: owner.name }),
            this.#reactionMs,
          );
        }
        break;
      }
      case 'Namespace':
        // Not for a deletion that only begins: the real operator looks at labels only.
        if (
          type !== 'MODIFIED' ||
          JSON.stringify(object.metadata.labels) !==
            JSON.stringify(previous?.metadata.labels)
        ) {
          this.#api
            .list('ClusterExternalSecret')
            .filter(
              ({ spec }) =>
                isSelected(spec, object.metadata.labels) ||
                isSelected(spec, previous?.metadata.labels),
            )
            .forEach(add);
        }
        break;
      case 'Secret':
        if (!isManaged(object)) {
          break;
        }
        this.#api
          .list('ExternalSecret', object.metadata.namespace)
          .filter(
            ({ metadata, spec }) =>
              (spec.target?.name ?? metadata.name) === object.metadata.name,
          )
          .forEach(add);
        break;
      default:
    }
  }

  #work(key: string): void {
    if (this.#frozen.has(key)) {
      return;
    }
    const outcome = this.#reconcile(key);
    if (outcome === 'retry') {
      this.#queue.retry(key);
      return;
    }
    this.#queue.succeeded(key);
    if (outcome.afterMs !== undefined) {
      this.#queue.add(key, outcome.afterMs);
    }
  }

  #reconcile(key: string): Outcome {
    const [kind, namespace, name] = key.split('|');
    switch (kind) {
      case 'ClusterExternalSecret':
        return this.#distributions.reconcile(name);
      case 'ExternalSecret':
        return this.#externalSecrets.reconcile(namespace, name);
      case 'PushSecret':
        return this.#pushSecrets.reconcile(namespace, name);
      default:
        return this.#stores.reconcile({
          kind,
          name,
          namespace: namespace || undefined,
        });
    }
  }
}

function distributionOf(object: KubernetesObject | undefined) {
  return object?.metadata.ownerReferences?.find(
    ({ kind }) => kind === 'ClusterExternalSecret',
  );
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return keyOfReference({ kind, ...metadata });
}

function keyOfReference({ kind, namespace, name }: ObjectReference): string {
  return `${kind}|${namespace ?? ''}|${name}`;
}

/** Everything but a mere change of the status, which only the operator itself makes. */
function isWorthALook(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): boolean {
  const interesting = ({ metadata }: KubernetesObject) =>
    JSON.stringify([
      metadata.uid,
      metadata.generation,
      metadata.labels,
      metadata.annotations,
      metadata.deletionTimestamp,
      metadata.ownerReferences,
    ]);
  return !previous || interesting(object) !== interesting(previous);
}
