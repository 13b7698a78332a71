import { LoggerService } from '@backstage/backend-plugin-api';
import {
  PUSH_KINDS,
  PushKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ClusterPushSecretRecord,
  hideCredentials,
  Observation,
  parseClusterPushSecret,
  parsePushSecret,
  PushSecretRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  Clock,
  Discovery,
  KubernetesSource,
  listPages,
  PUSH_RESOURCES,
  PUSH_VERSIONS,
  Random,
  Reflector,
  ReflectorTiming,
  timingOf,
} from '../kubernetes';
import { Collection } from './Collection';
import { CollectionSink } from './CollectionSink';
import { ByName, ByNamespace } from './collections';
import { ListWhole } from './differencesFrom';
import { Interner } from './Interner';
import { KindInventory } from './KindInventory';
import { logTransitions } from './logTransitions';
import { PushChange, PushInventory } from './types';

class PushSecrets extends ByNamespace<PushSecretRecord> {}
class ClusterPushSecrets extends ByName<ClusterPushSecretRecord> {}

/** The options that both kinds share. */
interface PushesOptions {
  /** The only namespaces that may be read; undefined: all. */
  readonly namespaces?: readonly string[];
  readonly connection: ClusterConnection;
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly random: Random;
  readonly timing?: Partial<ReflectorTiming>;
  readonly streamLists?: boolean;
}

/**
 * The PushSecrets and ClusterPushSecrets of one cluster. No delivery depends on
 * them: a cluster without these kinds, or a reader without the right, lacks the
 * chains alone.
 */
export class Pushes implements PushInventory {
  readonly #options: PushesOptions;
  readonly #discovery: Discovery;
  readonly #listeners = new Set<(change: PushChange) => void>();
  readonly #kinds: {
    readonly pushsecrets: KindInventory<PushSecretRecord, PushSecrets>;
    readonly clusterpushsecrets: KindInventory<
      ClusterPushSecretRecord,
      ClusterPushSecrets
    >;
  };

  constructor(options: PushesOptions) {
    const { connection, clock } = options;
    this.#options = options;
    this.#discovery = new Discovery(connection, clock, PUSH_VERSIONS);
    const interner = new Interner();
    this.#kinds = {
      pushsecrets: this.#watch(
        'pushsecrets',
        object => withSharedParts(parsePushSecret(object), interner),
        () => new PushSecrets(),
      ),
      clusterpushsecrets: this.#watch(
        'clusterpushsecrets',
        parseClusterPushSecret,
        () => new ClusterPushSecrets(),
      ),
    };
  }

  observation(kind: PushKind, namespace?: string): Observation {
    return this.#kinds[kind].observation(
      PUSH_RESOURCES[kind].namespaced ? namespace : undefined,
    );
  }

  count(kind: PushKind): number | undefined {
    return this.#kinds[kind].count();
  }

  pushSecret(namespace: string, name: string): PushSecretRecord | undefined {
    return this.#kinds.pushsecrets.in(namespace)?.get(namespace, name);
  }

  *pushSecrets(): Iterable<PushSecretRecord> {
    for (const part of this.#kinds.pushsecrets.all()) {
      yield* part;
    }
  }

  clusterPushSecret(name: string): ClusterPushSecretRecord | undefined {
    return this.#kinds.clusterpushsecrets.all()[0].records.get(name);
  }

  clusterPushSecrets(): Iterable<ClusterPushSecretRecord> {
    return this.#kinds.clusterpushsecrets.all()[0];
  }

  onChange(listener: (change: PushChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(PUSH_KINDS.map(kind => this.#kinds[kind].run(signal)));
  }

  #watch<R, C extends Collection<R>>(
    kind: PushKind,
    parse: (object: unknown) => R,
    create: () => C,
  ): KindInventory<R, C> {
    const { connection, logger, clock, random, timing } = this.#options;
    const resource = PUSH_RESOURCES[kind];
    return new KindInventory<R, C>(
      resource.namespaced ? this.#options.namespaces : undefined,
      namespace => {
        const sink = new CollectionSink<R, C>({
          parse,
          create,
          onUnreadable: error =>
            logger.warn(
              `An object is left out, it cannot be read: ${hideCredentials(
                error.message,
              )}`,
            ),
          onChange: identity =>
            this.#tell({
              kind,
              namespace: identity?.namespace ?? namespace,
              name: identity?.name,
            }),
        });
        const source = new KubernetesSource({
          connection,
          discovery: this.#discovery,
          resource,
          namespace,
          streamLists: this.#options.streamLists ?? true,
        });
        const reflector = new Reflector({
          source,
          sink,
          clock,
          random,
          timing,
        });
        const where =
          namespace === undefined ? '' : ` of namespace ${namespace}`;
        logTransitions(`${kind}${where}`, reflector, logger);
        const list: ListWhole = what =>
          listPages({ source, clock, timing: timingOf(timing), ...what });
        return { list, sink, reflector };
      },
    );
  }

  #tell(change: PushChange): void {
    this.#listeners.forEach(listener => listener(change));
  }
}

/** The PushSecrets of one ClusterPushSecret have the same spec. */
function withSharedParts(
  record: PushSecretRecord,
  interner: Interner,
): PushSecretRecord {
  const { ready } = record;
  return {
    ...record,
    namespace: interner.text(record.namespace),
    spec: interner.value(record.spec),
    pushed: interner.value(record.pushed),
    ready: ready && {
      ...ready,
      reason: interner.text(ready.reason),
      message: interner.text(ready.message),
    },
  };
}
