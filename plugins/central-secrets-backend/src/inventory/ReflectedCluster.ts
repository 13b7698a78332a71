import { LoggerService } from '@backstage/backend-plugin-api';
import {
  OBSERVED_KINDS,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  Observations,
  DistributionRecord,
  InvolvedObject,
  isIndexCurrent,
  ReconciledKind,
  RefusalFacts,
  SourceRead,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import type { Manifest } from '@central-secrets/manifest-rules';
import { ClusterDetails } from '../clusters';
import {
  Clock,
  ClockOffset,
  observingClock,
  Random,
  ReflectorTiming,
  sleep,
} from '../kubernetes';
import { Distributions } from './collections';
import { createKinds } from './createKinds';
import { ComparedWith, Comparison } from './differencesFrom';
import { HubIndexInventory } from './HubIndexInventory';
import { LastWrites } from './LastWrites';
import { RefusalFactsReader } from './refusals/RefusalFactsReader';
import { OperatorReader } from './OperatorReader';
import { Pushes } from './Pushes';
import { StoreWarnings } from './StoreWarnings';
import { ClusterInventory, InventoryChange } from './types';

/** The options of one cluster's inventory. */
export interface ReflectedClusterOptions {
  readonly details: ClusterDetails;
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly random: Random;
  readonly timing?: Partial<ReflectorTiming>;
  readonly consistencyCheck?: ConsistencyCheck;
}

/** Off by default, because it lists everything again and again. */
export interface ConsistencyCheck {
  /** Milliseconds from the end of one check to the next. */
  readonly everyMs: number;
  /** Told what came of each check, by kind. */
  readonly onCompared: (
    cluster: string,
    kinds: ReadonlyMap<ObservedKind, Comparison>,
  ) => void;
}

/**
 * One cluster's inventory, kept current by a reflector per kind; where only
 * some namespaces may be read, by one per kind and namespace. Each fails and
 * recovers independently: a forbidden one leaves the others as they are.
 */
export class ReflectedCluster implements ClusterInventory {
  readonly name: string;
  readonly title?: string;
  readonly writable: boolean;
  readonly namespaces?: readonly string[];
  readonly pushes: Pushes;

  readonly #options: ReflectedClusterOptions;
  readonly #clockOffset = new ClockOffset();
  readonly #lastWrites = new LastWrites();
  readonly #manifests = new WeakMap<object, Manifest>();
  readonly #kinds: ReturnType<typeof createKinds>;
  readonly #storeWarnings: StoreWarnings;
  readonly #hubIndex?: HubIndexInventory;
  readonly #refusals: RefusalFactsReader;
  readonly #operator: OperatorReader;
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  constructor(options: ReflectedClusterOptions) {
    const { details, clock } = options;
    this.name = details.name;
    this.title = details.title;
    this.writable = details.writer !== undefined;
    this.namespaces = details.namespaces;
    this.#options = options;
    const shared = {
      ...options,
      logger: options.logger.child({ cluster: details.name }),
      connection: observingClock(details.reader, clock, this.#clockOffset),
    };
    this.#hubIndex =
      details.hubIndexNamespace === undefined
        ? undefined
        : new HubIndexInventory({
            ...shared,
            namespace: details.hubIndexNamespace,
          });
    const observing = {
      ...shared,
      namespaces: details.namespaces,
      clusterNow: () => this.#clusterNow(),
      tell: (change: InventoryChange) =>
        this.#listeners.forEach(listener => listener(change)),
    };
    this.#operator = new OperatorReader({
      ...shared,
      operatorVersion: details.operatorVersion,
      operatorAccount: details.operatorServiceAccount,
      // Rules depend on it, whatever distribution they judge.
      onChange: () => observing.tell({ kind: 'clusterexternalsecrets' }),
    });
    this.#storeWarnings = new StoreWarnings(observing);
    this.#refusals = new RefusalFactsReader({
      ...shared,
      operatorAccount: details.operatorServiceAccount,
      clusterOffsetMs: () => this.#clockOffset.milliseconds ?? 0,
      // As an event, it tells why something failed.
      onAnswer: namespace => observing.tell({ kind: 'events', namespace }),
    });
    this.pushes = new Pushes({
      ...observing,
      streamLists: details.streamLists,
    });
    this.#kinds = createKinds({
      ...observing,
      streamLists: details.streamLists,
      manifests: this.#manifests,
      lastWrites: this.#lastWrites,
    });
  }

  /** Runs until the signal is aborted; then closes the cluster's connections. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      OBSERVED_KINDS.map(kind => this.#kinds[kind].run(signal)).concat(
        this.#checkNowAndThen(signal),
        this.#storeWarnings.run(signal),
        this.#operator.run(signal),
        this.pushes.run(signal),
        this.#hubIndex?.run(signal) ?? [],
      ),
    );
    const { reader, writer } = this.#options.details;
    await reader.close();
    await writer?.close();
  }

  /**
   * Compares every kind, one after another, with the cluster's objects; see
   * `differencesFrom`.
   */
  async compare(
    comparedWith: ComparedWith,
    signal: AbortSignal,
  ): Promise<Map<ObservedKind, Comparison>> {
    const kinds = new Map<ObservedKind, Comparison>();
    for (const kind of OBSERVED_KINDS) {
      kinds.set(kind, await this.#kinds[kind].compare(comparedWith, signal));
    }
    return kinds;
  }

  async #checkNowAndThen(signal: AbortSignal): Promise<void> {
    const { clock, consistencyCheck } = this.#options;
    while (consistencyCheck && !signal.aborted) {
      await sleep(clock, consistencyCheck.everyMs, signal);
      const kinds = await this.compare('known-version', signal);
      if (!signal.aborted) {
        consistencyCheck.onCompared(this.name, kinds);
      }
    }
  }

  observations(namespace?: string): Observations {
    return Object.fromEntries(
      OBSERVED_KINDS.map(kind => [
        kind,
        this.#kinds[kind].observation(namespace),
      ]),
    ) as Observations;
  }

  clockOffsetMs(): number | undefined {
    return this.#clockOffset.milliseconds;
  }

  count(kind: ObservedKind): number | undefined {
    return this.#kinds[kind].count();
  }

  namespace(name: string) {
    return this.#kinds.namespaces.in(name)?.records.get(name);
  }

  namespacesWithLabel(key: string, value: string) {
    return this.#kinds.namespaces
      .all()
      .flatMap(namespaces => namespaces.withLabel(key, value));
  }

  namespaceRecords() {
    return this.#kinds.namespaces
      .all()
      .flatMap(({ records }) => [...records.values()]);
  }

  distributions() {
    return [...this.#distributions.records.values()];
  }

  distributionsAskingFor(labelKeys: Iterable<string>) {
    return this.#distributions.askingFor(labelKeys);
  }

  distributionsForLabels(labels: Readonly<Record<string, string>>) {
    return this.#distributions.candidates(labels);
  }

  countOfferedTo(ownerRefs: readonly string[]) {
    return this.#distributions.countOfferedTo(ownerRefs);
  }

  distribution(name: string) {
    return this.#distributions.records.get(name);
  }

  externalSecret(namespace: string, name: string) {
    return this.#kinds.externalsecrets.in(namespace)?.get(namespace, name);
  }

  externalSecretsIn(namespace: string) {
    return this.#kinds.externalsecrets.in(namespace)?.in(namespace) ?? [];
  }

  store(
    kind: 'ClusterSecretStore' | 'SecretStore',
    name: string,
    namespace: string,
  ) {
    return kind === 'ClusterSecretStore'
      ? this.#kinds.clustersecretstores.all()[0].records.get(name)
      : this.#kinds.secretstores.in(namespace)?.get(namespace, name);
  }

  clusterStores() {
    return [...this.#kinds.clustersecretstores.all()[0].records.values()];
  }

  neverReconciledSince(kind: ReconciledKind) {
    return this.#kinds[kind].all()[0].neverReconciledSince;
  }

  ruleManifest(record: DistributionRecord | StoreRecord) {
    return this.#manifests.get(record);
  }

  eventsAbout(externalSecret: InvolvedObject) {
    return (
      this.#kinds.events.in(externalSecret.namespace)?.about(externalSecret) ??
      []
    );
  }

  warningAbout(store: StoreRecord) {
    return this.#storeWarnings.about(store);
  }

  lastWriteTo(externalSecret: InvolvedObject) {
    return this.#lastWrites.of(externalSecret);
  }

  hubIndex() {
    const index = this.#hubIndex?.index;
    return (
      index && { index, isCurrent: isIndexCurrent(index, this.#clusterNow()) }
    );
  }

  refusalFacts(
    namespace: string,
    reads: readonly SourceRead[],
    failedSince?: number,
  ): RefusalFacts | undefined {
    return this.#refusals.about(namespace, reads, failedSince);
  }

  operator() {
    return this.#operator.known;
  }

  onChange(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #clusterNow(): number {
    return this.#options.clock.now() + (this.#clockOffset.milliseconds ?? 0);
  }

  get #distributions(): Distributions {
    return this.#kinds.clusterexternalsecrets.all()[0];
  }
}
