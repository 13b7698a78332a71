import { LoggerService } from '@backstage/backend-plugin-api';
import {
  OBSERVED_KINDS,
  ObservedKind,
  Observations,
  DistributionRecord,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Manifest } from '@central-secrets/backstage-plugin-central-secrets-common/rules';
import { ClusterDetails } from '../clusters';
import {
  Clock,
  ClockOffset,
  Discovery,
  KubernetesSource,
  NamespaceSource,
  observingClock,
  Random,
  RESOURCES,
  Reflector,
  ReflectorTiming,
  sleep,
  Source,
} from '../kubernetes';
import { Collection, Identity } from './Collection';
import { CollectionSink } from './CollectionSink';
import { When } from './differencesFrom';
import {
  ClusterStores,
  Distributions,
  ExternalSecrets,
  Namespaces,
  Stores,
} from './collections';
import { Events } from './Events';
import { Interner } from './Interner';
import { KindInventory } from './KindInventory';
import { LastWrites } from './LastWrites';
import { logTransitions } from './logTransitions';
import { projections } from './projections';
import { ruleManifestOf } from './ruleManifest';
import { ClusterInventory, InventoryChange } from './types';

/** What one cluster's inventory needs. */
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
  readonly everyMs: number;
  /** Told which kind is not as the cluster has it, and which objects. */
  readonly onDifference: (cluster: string, what: string) => void;
}

/**
 * One cluster's inventory, kept current by a reflector per kind; where only
 * some namespaces may be read, by one per kind and namespace. Each fails and
 * recovers by itself: a forbidden one leaves the others as they are.
 */
export class ReflectedCluster implements ClusterInventory {
  readonly name: string;
  readonly title?: string;
  readonly writable: boolean;
  readonly namespaces?: readonly string[];

  readonly #options: ReflectedClusterOptions;
  readonly #clockOffset = new ClockOffset();
  readonly #lastWrites = new LastWrites();
  readonly #manifests = new WeakMap<object, Manifest>();
  readonly #kinds: ReturnType<typeof createKinds>;
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  constructor(options: ReflectedClusterOptions) {
    const { details, clock } = options;
    this.name = details.name;
    this.title = details.title;
    this.writable = details.writer !== undefined;
    this.namespaces = details.namespaces;
    this.#options = options;
    this.#kinds = createKinds({
      ...options,
      logger: options.logger.child({ cluster: details.name }),
      manifests: this.#manifests,
      connection: observingClock(details.reader, clock, this.#clockOffset),
      lastWrites: this.#lastWrites,
      tell: change => this.#listeners.forEach(listener => listener(change)),
    });
  }

  /** Runs until the signal is aborted; then closes the cluster's connections. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      OBSERVED_KINDS.map(kind => this.#kinds[kind].run(signal)).concat(
        this.#checkNowAndThen(signal),
      ),
    );
    const { reader, writer } = this.#options.details;
    await reader.close();
    await writer?.close();
  }

  /** Of every kind, the objects that the cluster has otherwise than they are known here; see `differencesFrom`. */
  async differences(when: When, signal: AbortSignal): Promise<string[]> {
    const found: string[] = [];
    for (const kind of OBSERVED_KINDS) {
      const differences = await this.#kinds[kind].differences(when, signal);
      found.push(...differences.map(difference => `${kind} ${difference}`));
    }
    return found;
  }

  async #checkNowAndThen(signal: AbortSignal): Promise<void> {
    const { clock, consistencyCheck } = this.#options;
    while (consistencyCheck && !signal.aborted) {
      await sleep(clock, consistencyCheck.everyMs, signal);
      try {
        const found = await this.differences('then', signal);
        if (found.length) {
          consistencyCheck.onDifference(this.name, found.join('; '));
        }
      } catch {
        // What cannot be listed now cannot be compared; the reflectors tell of it.
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

  ruleManifest(record: DistributionRecord | StoreRecord) {
    return this.#manifests.get(record);
  }

  eventsAbout(externalSecretUid: string) {
    return this.#kinds.events
      .all()
      .flatMap(events => events.about(externalSecretUid));
  }

  lastWriteTo(externalSecretUid: string) {
    return this.#lastWrites.of(externalSecretUid);
  }

  onChange(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #distributions(): Distributions {
    return this.#kinds.clusterexternalsecrets.all()[0];
  }
}

/** Every kind's inventory, all sharing one interner. */
function createKinds(
  options: ReflectedClusterOptions & {
    connection: ClusterDetails['reader'];
    lastWrites: LastWrites;
    tell: (change: InventoryChange) => void;
    manifests: WeakMap<object, Manifest>;
  },
) {
  const { details, logger, clock, random, timing, connection, tell } = options;
  const { manifests } = options;
  const parse = projections(new Interner());
  /** Keeps beside the record what the rules look at. */
  function withManifest<R extends object>(project: (object: unknown) => R) {
    return (object: unknown): R => {
      const record = project(object);
      const manifest = ruleManifestOf(object);
      if (manifest) {
        manifests.set(record, manifest);
      }
      return record;
    };
  }
  const discovery = new Discovery(connection, clock);

  function createReflector(
    kind: ObservedKind,
    sink: CollectionSink<any, any>,
    namespace: string | undefined,
  ): { source: Source; reflector: Reflector } {
    const source =
      kind === 'namespaces' && namespace !== undefined
        ? new NamespaceSource({ connection, namespace, clock })
        : new KubernetesSource({
            connection,
            discovery,
            resource: RESOURCES[kind],
            namespace,
          });
    const reflector = new Reflector({ source, sink, clock, random, timing });
    const where = namespace === undefined ? '' : ` of namespace ${namespace}`;
    logTransitions(`${kind}${where}`, reflector, logger);
    reflector.events.on('mode', ({ to }) => {
      if (to === 'waiting' || to === 'watching') {
        tell({ kind, namespace });
      }
    });
    return { source, reflector };
  }

  function kindInventory<R, C extends Collection<R>>(
    kind: ObservedKind,
    project: (object: unknown) => R,
    create: () => C,
  ): KindInventory<R, C> {
    const scoped = RESOURCES[kind].namespaced || kind === 'namespaces';
    return new KindInventory<R, C>(
      scoped ? details.namespaces : undefined,
      namespace => {
        const sink = new CollectionSink<R, C>({
          parse: project,
          create,
          onUnreadable: error =>
            logger.warn(
              `An object is left out, it cannot be read: ${error.message}`,
            ),
          onChange: identity =>
            tell({
              kind,
              namespace: identity ? namespaceOf(kind, identity) : namespace,
            }),
        });
        return { sink, ...createReflector(kind, sink, namespace) };
      },
    );
  }

  return {
    namespaces: kindInventory(
      'namespaces',
      parse.namespace,
      () => new Namespaces(),
    ),
    clusterexternalsecrets: kindInventory(
      'clusterexternalsecrets',
      withManifest(parse.distribution),
      () => new Distributions(),
    ),
    externalsecrets: kindInventory(
      'externalsecrets',
      parse.externalSecret,
      () => new ExternalSecrets(),
    ),
    clustersecretstores: kindInventory(
      'clustersecretstores',
      withManifest(parse.store),
      () => new ClusterStores(),
    ),
    secretstores: kindInventory(
      'secretstores',
      parse.store,
      () => new Stores(),
    ),
    events: kindInventory(
      'events',
      parse.event,
      () => new Events(options.lastWrites),
    ),
  } satisfies Record<ObservedKind, unknown>;
}

/** The namespace that an object is about; undefined where it may be about any. */
function namespaceOf(
  kind: ObservedKind,
  { namespace, name }: Identity,
): string | undefined {
  return kind === 'namespaces' ? name : namespace;
}
