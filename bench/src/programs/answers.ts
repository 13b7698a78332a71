import { Entity } from '@backstage/catalog-model';
import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  AvailableForm,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import knex from 'knex';
import { namespaceName } from '../load/shape';
import {
  CLUSTER,
  DatabaseRequestHistory,
  DeliveryService,
  openDatabase,
} from './backend';
import type { Inventory } from './backend';

type LastRequests = Pick<DatabaseRequestHistory, 'lastRequests'>;

/** Sends the request of the tab, below HTTP and after the catalog. */
export interface Asker {
  ask(
    namespace: number,
    available?: AvailableForm,
  ): Promise<DeliveriesResponse>;
  close(): Promise<void>;
}

/** A component of the namespace's own name, as the catalog would have it. */
export function entityOf(
  namespace: number,
  options: { byNamespace: boolean } = { byNamespace: true },
): Entity {
  const name = namespaceName(namespace);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        ...(options.byNamespace
          ? { 'backstage.io/kubernetes-namespace': name }
          : {}),
        // Only the Kubernetes plugin needs them: ours finds a distribution's
        // copies without labels.
        'backstage.io/kubernetes-label-selector': options.byNamespace
          ? 'managed-by=external-secrets'
          : `team=${name}`,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:owners' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/owners' }],
  };
}

/** The plugin's own service, with its history in a database unless another one is given. */
export async function createAsker(
  inventory: Inventory,
  history?: LastRequests,
): Promise<Asker> {
  const database = knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const service = new DeliveryService({
    inventory,
    history:
      history ??
      new DatabaseRequestHistory(
        await openDatabase({
          getClient: async () => database,
        } as DatabaseService),
      ),
    bindings: { read: 'confirmed', ownerLabels: [] },
    // The largest possible answer.
    offers: { visible: 'all' },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => Date.now(),
  });
  const rights = {
    route: { mode: 'cluster' as const },
    owners: ['group:default/owners'],
    allowedLabels: ['secrets/*'],
    protectedNamespaces: [],
  };
  return {
    ask: (namespace, available) =>
      service.deliveriesOf(entityOf(namespace), rights, { available }),
    close: () => database.destroy(),
  };
}

/** How long answers took, in milliseconds. */
export interface AnswerTimes {
  readonly p50: number;
  readonly p99: number;
}

/**
 * The same, and the median without the history: only the time of the inventory.
 */
export interface OurAnswerTimes extends AnswerTimes {
  readonly fromInventoryP50: number;
}

/** A history that costs nothing and is empty. */
const NO_HISTORY: LastRequests = { lastRequests: async () => new Map() };

interface AnswersOptions {
  readonly namespaces: number;
  readonly count: number;
  /** Deliveries that each answer must have. */
  readonly perNamespace: number;
}

/** @throws Error where an answer is not the expected one */
export async function measureAnswers(
  inventory: Inventory,
  options: AnswersOptions,
): Promise<OurAnswerTimes> {
  const times = await timeAnswers(await createAsker(inventory), options);
  const fromInventory = await timeAnswers(
    await createAsker(inventory, NO_HISTORY),
    options,
  );
  return { ...times, fromInventoryP50: fromInventory.p50 };
}

/** Asks for namespaces spread over the whole cluster, one after another. */
async function timeAnswers(
  asker: Asker,
  { namespaces, count, perNamespace }: AnswersOptions,
): Promise<AnswerTimes> {
  const times: number[] = [];
  // The first answers compile the code.
  for (let index = -count; index < count; index += 1) {
    const namespace = Math.abs(index * 7_919) % namespaces;
    const askedAt = performance.now();
    const { deliveries } = await asker.ask(namespace);
    const ms = performance.now() - askedAt;
    if (deliveries.length !== perNamespace) {
      throw new Error(
        `${namespaceName(namespace)} of ${CLUSTER} has ${
          deliveries.length
        } deliveries, not ${perNamespace}`,
      );
    }
    if (index >= 0) {
      times.push(ms);
    }
  }
  await asker.close();
  return timesOf(times);
}

/** The median and the 99th percentile. */
export function timesOf(times: readonly number[]): AnswerTimes {
  const ordered = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    ordered[Math.min(ordered.length - 1, Math.floor(part * ordered.length))];
  return { p50: at(0.5), p99: at(0.99) };
}
