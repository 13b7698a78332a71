import { LoggerService } from '@backstage/backend-plugin-api';
import { hideCredentials } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ObservedKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Manifest } from '@central-secrets/manifest-rules';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  Clock,
  Discovery,
  isByNamespace,
  KubernetesSource,
  listPages,
  NamespaceSource,
  Random,
  RESOURCES,
  Reflector,
  ReflectorTiming,
  timingOf,
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
import { ListWhole } from './differencesFrom';
import { Events } from './Events';
import { Interner } from './Interner';
import { KindInventory } from './KindInventory';
import { LastWrites } from './LastWrites';
import { logTransitions } from './logTransitions';
import { projections } from './projections';
import { ruleManifestOf } from './ruleManifest';
import { InventoryChange } from './types';

/** The options that the kinds of one cluster share. */
interface KindsOptions {
  /** The only namespaces that may be read; undefined: all. */
  readonly namespaces?: readonly string[];
  readonly connection: ClusterConnection;
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly random: Random;
  readonly timing?: Partial<ReflectorTiming>;
  /** Whether a list may be read in one answer; undefined: yes. */
  readonly streamLists?: boolean;
  readonly lastWrites: LastWrites;
  /** The time by the cluster's clock. */
  readonly clusterNow: () => number;
  /** Gets what the rules look at, by record. */
  readonly manifests: WeakMap<object, Manifest>;
  readonly tell: (change: InventoryChange) => void;
}

/** Every kind's inventory, all sharing one interner. */
export function createKinds(options: KindsOptions) {
  const { namespaces, connection, logger, clock, tell, manifests } = options;
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
  ): { list: ListWhole; reflector: Reflector } {
    const source =
      kind === 'namespaces' && namespace !== undefined
        ? new NamespaceSource({ connection, namespace, clock })
        : new KubernetesSource({
            connection,
            discovery,
            resource: RESOURCES[kind],
            namespace,
            streamLists: options.streamLists ?? true,
          });
    const { random, timing } = options;
    const reflector = new Reflector({ source, sink, clock, random, timing });
    const where = namespace === undefined ? '' : ` of namespace ${namespace}`;
    logTransitions(`${kind}${where}`, reflector, logger);
    // A watch that ends as every watch does, and is resumed, changes nothing:
    // if pages were told of it, every open page would ask again whenever any
    // watch ends.
    let isKnown = false;
    reflector.events.on('mode', ({ to }) => {
      if (to === 'waiting' || (to === 'watching' && !isKnown)) {
        isKnown = to === 'watching';
        tell({ kind, namespace });
      }
    });
    const list: ListWhole = what =>
      listPages({ source, clock, timing: timingOf(timing), ...what });
    return { list, reflector };
  }

  function kindInventory<R, C extends Collection<R>>(
    kind: ObservedKind,
    project: (object: unknown) => R,
    create: () => C,
  ): KindInventory<R, C> {
    return new KindInventory<R, C>(
      isByNamespace(kind) ? namespaces : undefined,
      namespace => {
        const sink = new CollectionSink<R, C>({
          parse: project,
          create,
          onUnreadable: error =>
            logger.warn(
              `An object is left out, it cannot be read: ${hideCredentials(
                error.message,
              )}`,
            ),
          onChange: identity =>
            tell({
              kind,
              namespace: identity ? namespaceOf(kind, identity) : namespace,
              name: identity?.name,
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
    events: kindInventory('events', parse.event, () => new Events(options)),
  } satisfies Record<ObservedKind, unknown>;
}

/** The namespace that an object is about; undefined where it may be about any. */
function namespaceOf(
  kind: ObservedKind,
  { namespace, name }: Identity,
): string | undefined {
  return kind === 'namespaces' ? name : namespace;
}
