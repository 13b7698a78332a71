import { LoggerService } from '@backstage/backend-plugin-api';
import {
  OBSERVED_KINDS,
  ObservedKind,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterDetails } from '../clusters';
import {
  Clock,
  ClockOffset,
  Discovery,
  KubernetesSource,
  observingClock,
  Random,
  RESOURCES,
  Reflector,
  ReflectorTiming,
} from '../kubernetes';
import { Collection, Identity } from './Collection';
import { CollectionSink } from './CollectionSink';
import {
  ClusterStores,
  Distributions,
  ExternalSecrets,
  Namespaces,
  Stores,
} from './collections';
import { Events } from './Events';
import { Interner } from './Interner';
import { logTransitions } from './logTransitions';
import { projections } from './projections';
import { ClusterInventory, InventoryChange } from './types';

/**
 * One cluster's inventory, kept current by a reflector per kind. Each kind
 * fails and recovers by itself: a forbidden one leaves the others as they are.
 */
export class ReflectedCluster implements ClusterInventory {
  readonly name: string;
  readonly title?: string;
  readonly writable: boolean;

  readonly #details: ClusterDetails;
  readonly #clockOffset = new ClockOffset();
  readonly #sinks: ReturnType<typeof createSinks>;
  readonly #reflectors: ReadonlyMap<ObservedKind, Reflector>;
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  constructor(options: {
    details: ClusterDetails;
    logger: LoggerService;
    clock: Clock;
    random: Random;
    timing?: Partial<ReflectorTiming>;
  }) {
    const { details, clock, random, timing } = options;
    const logger = options.logger.child({ cluster: details.name });
    this.name = details.name;
    this.title = details.title;
    this.writable = details.writer !== undefined;
    this.#details = details;
    this.#sinks = createSinks(logger, change => this.#tell(change));
    const connection = observingClock(details.reader, clock, this.#clockOffset);
    const discovery = new Discovery(connection, clock);
    this.#reflectors = new Map(
      OBSERVED_KINDS.map(kind => {
        const reflector = new Reflector({
          source: new KubernetesSource({
            connection,
            discovery,
            resource: RESOURCES[kind],
          }),
          sink: this.#sinks[kind],
          clock,
          random,
          timing,
        });
        logTransitions(kind, reflector, logger);
        reflector.events.on('mode', ({ to }) => {
          if (to === 'waiting' || to === 'watching') {
            this.#tell({ kind });
          }
        });
        return [kind, reflector];
      }),
    );
  }

  /** Runs until the signal is aborted; then closes the cluster's connections. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#reflectors.values()].map(reflector => reflector.run(signal)),
    );
    await this.#details.reader.close();
    await this.#details.writer?.close();
  }

  observations(): Observations {
    return Object.fromEntries(
      OBSERVED_KINDS.map(kind => [
        kind,
        this.#reflectors.get(kind)!.observation(),
      ]),
    ) as Observations;
  }

  clockOffsetMs(): number | undefined {
    return this.#clockOffset.milliseconds;
  }

  count(kind: ObservedKind): number | undefined {
    const known =
      this.#reflectors.get(kind)!.observation().observedAt !== undefined;
    const { current, unreadable } = this.#sinks[kind];
    return known ? current.size + unreadable : undefined;
  }

  namespace(name: string) {
    return this.#sinks.namespaces.current.records.get(name);
  }

  namespacesWithLabel(key: string, value: string) {
    return this.#sinks.namespaces.current.withLabel(key, value);
  }

  distributions() {
    return [...this.#sinks.clusterexternalsecrets.current.records.values()];
  }

  distribution(name: string) {
    return this.#sinks.clusterexternalsecrets.current.records.get(name);
  }

  externalSecret(namespace: string, name: string) {
    return this.#sinks.externalsecrets.current.get(namespace, name);
  }

  externalSecretsIn(namespace: string) {
    return this.#sinks.externalsecrets.current.in(namespace);
  }

  store(
    kind: 'ClusterSecretStore' | 'SecretStore',
    name: string,
    namespace: string,
  ) {
    return kind === 'ClusterSecretStore'
      ? this.#sinks.clustersecretstores.current.records.get(name)
      : this.#sinks.secretstores.current.get(namespace, name);
  }

  eventsAbout(externalSecretUid: string) {
    return this.#sinks.events.current.about(externalSecretUid);
  }

  onChange(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: InventoryChange): void {
    this.#listeners.forEach(listener => listener(change));
  }
}

/** One sink per kind, all sharing one interner. */
function createSinks(
  logger: LoggerService,
  tell: (change: InventoryChange) => void,
) {
  const parse = projections(new Interner());
  function sink<R, C extends Collection<R>>(
    kind: ObservedKind,
    project: (object: unknown) => R,
    create: () => C,
  ): CollectionSink<R, C> {
    return new CollectionSink<R, C>({
      parse: project,
      create,
      onUnreadable: error =>
        logger.warn(
          `An object is left out, it cannot be read: ${error.message}`,
        ),
      onChange: identity =>
        tell({ kind, namespace: identity && namespaceOf(kind, identity) }),
    });
  }
  return {
    namespaces: sink('namespaces', parse.namespace, () => new Namespaces()),
    clusterexternalsecrets: sink(
      'clusterexternalsecrets',
      parse.distribution,
      () => new Distributions(),
    ),
    externalsecrets: sink(
      'externalsecrets',
      parse.externalSecret,
      () => new ExternalSecrets(),
    ),
    clustersecretstores: sink(
      'clustersecretstores',
      parse.store,
      () => new ClusterStores(),
    ),
    secretstores: sink('secretstores', parse.store, () => new Stores()),
    events: sink('events', parse.event, () => new Events()),
  } satisfies Record<ObservedKind, unknown>;
}

/** The namespace that an object is about; undefined where it may be about any. */
function namespaceOf(
  kind: ObservedKind,
  { namespace, name }: Identity,
): string | undefined {
  return kind === 'namespaces' ? name : namespace;
}
