import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EventRecord,
  hideCredentials,
  isAboutStore,
  NAMESPACE_OF_CLUSTER_EVENTS,
  parseEvent,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { StoreKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  Clock,
  Discovery,
  KubernetesSource,
  listPages,
  Random,
  Reflector,
  ReflectorTiming,
  STORE_WARNING_RESOURCES,
  timingOf,
} from '../kubernetes';
import { Identity } from './Collection';
import { CollectionSink } from './CollectionSink';
import { ListWhole } from './differencesFrom';
import { Events } from './Events';
import { KindInventory } from './KindInventory';
import { logTransitions } from './logTransitions';
import { InventoryChange } from './types';

/** Of how many stores of one namespace a Warning is kept: a team writes the events of its own namespace. */
const MOST_STORES: Readonly<Record<StoreKind, number>> = {
  ClusterSecretStore: 5_000,
  SecretStore: 100,
};

/** The newest Warning about each store of a kind, and no other event. */
class NewestWarnings extends Events {
  /** Whether the last event that came says something else than the one before. */
  isNews = false;

  constructor(kind: StoreKind, clusterNow: () => number) {
    super({
      clusterNow,
      kept: 1,
      mostInvolved: MOST_STORES[kind],
      isKept: event =>
        event.type === 'Warning' &&
        event.involvedKind === kind &&
        isAboutStore(event),
    });
  }

  override upsert(record: EventRecord): void {
    const [before] = this.about(involvedIn(record));
    super.upsert(record);
    const [after] = this.about(involvedIn(record));
    this.isNews =
      before?.reason !== after?.reason || before?.message !== after?.message;
  }

  override remove(identity: Identity): void {
    this.isNews = true;
    super.remove(identity);
  }
}

/** The options that the kinds of one cluster share. */
interface StoreWarningsOptions {
  /** The only namespaces that may be read; undefined: all. */
  readonly namespaces?: readonly string[];
  readonly connection: ClusterConnection;
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly random: Random;
  readonly timing?: Partial<ReflectorTiming>;
  /** The time by the cluster's clock. */
  readonly clusterNow: () => number;
  readonly tell: (change: InventoryChange) => void;
}

/**
 * Why stores cannot be used: the operator writes that into their Warning
 * events, and only "unable to create client" or "unable to validate store" into
 * their conditions.
 *
 * The events of ClusterSecretStores are read in the namespace `default` alone,
 * where teams cannot write. They are no part of `clusters[].kinds`: without
 * them, a store that is down has no cause, and nothing else is missing.
 */
export class StoreWarnings {
  readonly #kinds: Readonly<
    Record<StoreKind, KindInventory<EventRecord, NewestWarnings>>
  >;

  constructor(options: StoreWarningsOptions) {
    const { namespaces } = options;
    this.#kinds = {
      ClusterSecretStore: warningsAbout('ClusterSecretStore', options, [
        NAMESPACE_OF_CLUSTER_EVENTS,
      ]),
      SecretStore: warningsAbout('SecretStore', options, namespaces),
    };
  }

  /** The newest Warning about a store; undefined: none is known. */
  about({ kind, namespace, name, uid }: StoreRecord): EventRecord | undefined {
    const place = namespace ?? NAMESPACE_OF_CLUSTER_EVENTS;
    const object = { namespace: place, name, uid };
    return this.#kinds[kind].in(place)?.about(object)[0];
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      Object.values(this.#kinds).map(inventory => inventory.run(signal)),
    );
  }
}

function warningsAbout(
  kind: StoreKind,
  options: StoreWarningsOptions,
  namespaces: readonly string[] | undefined,
): KindInventory<EventRecord, NewestWarnings> {
  const { connection, logger, clock, random, timing, clusterNow } = options;
  const discovery = new Discovery(connection, clock);
  return new KindInventory<EventRecord, NewestWarnings>(
    namespaces,
    namespace => {
      const tell = (where: string | undefined) =>
        options.tell(
          kind === 'ClusterSecretStore'
            ? { kind: 'clustersecretstores' }
            : { kind: 'secretstores', namespace: where },
        );
      const sink = new CollectionSink<EventRecord, NewestWarnings>({
        parse: parseEvent,
        create: () => new NewestWarnings(kind, clusterNow),
        onUnreadable: error =>
          logger.warn(
            `Skipped an event that cannot be read: ${hideCredentials(
              error.message,
            )}`,
          ),
        onChange: identity => {
          if (!identity || sink.current.isNews) {
            tell(identity?.namespace ?? namespace);
          }
        },
      });
      const source = new KubernetesSource({
        connection,
        discovery,
        resource: STORE_WARNING_RESOURCES[kind],
        namespace,
      });
      const reflector = new Reflector({ source, sink, clock, random, timing });
      logTransitions(whatIsWatched(kind, namespace), reflector, logger);
      const list: ListWhole = what =>
        listPages({ source, clock, timing: timingOf(timing), ...what });
      return { list, sink, reflector };
    },
  );
}

function whatIsWatched(kind: StoreKind, namespace: string | undefined): string {
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return `the events of ${kind}s${where}`;
}

function involvedIn({ namespace, involvedName, involvedUid }: EventRecord) {
  return { namespace, name: involvedName, uid: involvedUid };
}
