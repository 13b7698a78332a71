import { LoggerService } from '@backstage/backend-plugin-api';
import {
  fieldsOf,
  hideCredentials,
  HubIndex,
  hubIndexOf,
  HubIndexPart,
  parseHubIndexPart,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  Clock,
  Discovery,
  HUB_INDEX_RESOURCE,
  KubernetesSource,
  Random,
  Reflector,
  ReflectorTiming,
} from '../kubernetes';
import { ByName } from './collections';
import { CollectionSink } from './CollectionSink';
import { logTransitions } from './logTransitions';

/** A ConfigMap of the index; `part` is undefined where it is neither head nor page. */
interface IndexedPart {
  readonly name: string;
  readonly namespace: string;
  readonly part: HubIndexPart | undefined;
}

/** The ConfigMaps of one index. */
class IndexedParts extends ByName<IndexedPart> {}

/**
 * The hub index of one cluster, kept current by a reflector of its own. It
 * keeps the small records of its ConfigMaps, and no object.
 */
export class HubIndexInventory {
  readonly #sink: CollectionSink<IndexedPart, IndexedParts>;
  readonly #reflector: Reflector;

  constructor(options: {
    readonly namespace: string;
    readonly connection: ClusterConnection;
    readonly logger: LoggerService;
    readonly clock: Clock;
    readonly random: Random;
    readonly timing?: Partial<ReflectorTiming>;
  }) {
    const { namespace, connection, logger, clock, random, timing } = options;
    this.#sink = new CollectionSink<IndexedPart, IndexedParts>({
      parse: object => ({
        name: textOf(fieldsOf(fieldsOf(object).metadata).name) ?? '',
        namespace,
        part: parseHubIndexPart(object),
      }),
      create: () => new IndexedParts(),
      onUnreadable: error =>
        logger.warn(
          `Skipped a ConfigMap of the hub index: ${hideCredentials(
            error.message,
          )}`,
        ),
    });
    this.#reflector = new Reflector({
      source: new KubernetesSource({
        connection,
        discovery: new Discovery(connection, clock),
        resource: HUB_INDEX_RESOURCE,
        namespace,
      }),
      sink: this.#sink,
      clock,
      random,
      timing,
    });
    logTransitions('the hub index', this.#reflector, logger);
  }

  /** The index as far as it is known; undefined: none is. */
  get index(): HubIndex | undefined {
    return hubIndexOf(
      [...this.#sink.current].flatMap(({ part }) => part ?? []),
    );
  }

  /** Runs until the signal is aborted. */
  run(signal: AbortSignal): Promise<void> {
    return this.#reflector.run(signal);
  }
}
