import {
  Delivery,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryLimits,
  deriveDelivery,
  derivePush,
  DerivedPush,
  ExternalSecretRecord,
  findPushRivals,
  PathWriter,
  PushSecretRecord,
  StoreRecord,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { createGatherer, Gatherer, gatherOf, toDelivery } from '../deliveries';
import { ClusterInventory } from '../inventory';
import { ChainIndex, IndexedChain } from './ChainIndex';

/** With how many others a writer is compared. */
const MOST_RIVALS = 100;

/** A hop into the store, judged. */
export interface JudgedPush {
  readonly writer: PathWriter;
  readonly push: PushSecretRecord;
  readonly derived: DerivedPush;
}

/** A hop out of the store, judged. */
export interface JudgedRead {
  readonly read: ExternalSecretRecord;
  readonly state: DeliveryState;
  readonly delivery: Delivery;
}

/** Judges the hops of one cluster's chains, for one answer. */
export class HopJudge {
  readonly #gatherers = new Map<string, Gatherer | undefined>();
  /** By namespace: the Secrets whose other writers were looked up. */
  readonly #prepared = new Map<string, Set<string>>();

  readonly #index: ChainIndex;

  constructor(
    readonly cluster: ClusterInventory,
    index: ChainIndex,
    readonly by: { readonly now: number; readonly limits: DeliveryLimits },
  ) {
    this.#index = index;
  }

  storeOf({ store }: IndexedChain): StoreRecord | undefined {
    const { kind, name, namespace = '' } = store;
    return this.cluster.store(kind, name, namespace);
  }

  /** @param isNamed - which of the rivals may be named; all, unless told */
  judgePush(
    chain: IndexedChain,
    writer: PathWriter,
    all: readonly PathWriter[],
    { isNamed }: { isNamed?: (each: PushSecretRecord) => boolean } = {},
  ): JudgedPush {
    const { store, path } = chain;
    const { push } = writer;
    const { cluster } = this;
    const storeRecord = this.storeOf(chain);
    const compared = all.slice(0, MOST_RIVALS);
    const rivals = findPushRivals(writer, compared);
    const named = isNamed
      ? findPushRivals(
          writer,
          compared.filter(each => isNamed(each.push)),
        )
      : rivals;
    const derived = derivePush({
      ...this.by,
      clusterNow: this.by.now + (cluster.clockOffsetMs() ?? 0),
      cluster: cluster.name,
      observations: cluster.observations(push.namespace),
      observation: cluster.pushes.observation('pushsecrets', push.namespace),
      push,
      store,
      storeRecord,
      storeWarning: storeRecord && cluster.warningAbout(storeRecord),
      path,
      namespace: cluster.namespace(push.namespace),
      rivals: named,
      rivalsNotNamed: rivals.length - named.length,
      hubIndex: cluster.hubIndex()?.index,
    });
    return { writer, push, derived };
  }

  /**
   * Looks up what the reads need of their namespaces. A namespace may have very
   * many ExternalSecrets: only those that write the same Secrets count.
   */
  prepare(reads: readonly ExternalSecretRecord[]): void {
    const changed = new Set<string>();
    for (const { namespace, name, spec } of reads) {
      const secrets = this.#prepared.get(namespace) ?? new Set();
      const secret = targetOf(name, spec);
      if (!secrets.has(secret)) {
        this.#prepared.set(namespace, secrets.add(secret));
        changed.add(namespace);
      }
    }
    for (const name of changed) {
      const secrets = this.#prepared.get(name)!;
      const namespace = this.cluster.namespace(name);
      const siblings = this.#index.writers.find(name, secrets);
      this.#gatherers.set(
        name,
        namespace && createGatherer(this.cluster, namespace, this.by, siblings),
      );
    }
  }

  /** For a read that was prepared. None where the namespace is gone. */
  judgeRead(read: ExternalSecretRecord): JudgedRead[] {
    const gatherer = this.#gatherers.get(read.namespace);
    if (!gatherer) {
      return [];
    }
    const gathered = gatherOf(this.cluster, gatherer, read);
    const derived = deriveDelivery(gathered.input);
    return [
      {
        read,
        state: derived.state,
        delivery: toDelivery(gathered, derived, undefined),
      },
    ];
  }
}
