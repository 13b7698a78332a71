/**
 * The cost of a team that writes as much as it may: heap, bytes of an answer,
 * and the wait of other requests.
 */
import { getHeapSnapshot } from 'node:v8';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { CONTESTED } from '../load/HeavyCluster';
import {
  CLUSTER,
  createInventory,
  DeliveryService,
  Inventory,
  readClusters,
  SILENT,
} from './backend';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { Waited, measureWait } from './measureWait';

export interface LimitsInput {
  readonly url: string;
  /** The number of ExternalSecrets. */
  readonly externalSecrets: number;
  /** A store's inline value in hexadecimal, so that it is not in this program's own heap. */
  readonly canaryHex: string;
}

export interface LimitsResult {
  readonly sync: Waited & { readonly heapBytes: number };
  /** Whether the store's inline value is in the heap afterwards. */
  readonly hasCanary: boolean;
  readonly contested: Waited & {
    readonly bytes: number;
    readonly deliveries: number;
  };
  readonly names: Waited & {
    readonly bytes: number;
    readonly bindings: number;
  };
}

const NAMES = 1_000;
/**
 * The length of an annotation that once blocked the event loop for ten seconds.
 */
const ANNOTATION_LENGTH = 348_000;
const ANSWERS = 10;

function entityOf(namespaces: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: CONTESTED,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-namespace': namespaces },
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/owners' }],
  };
}

/**
 * Sends the request several times, and returns the last answer and its length.
 */
async function ask(
  inventory: Inventory,
  entity: Entity,
  times: number = ANSWERS,
) {
  const service = new DeliveryService({
    inventory,
    history: { lastRequests: async () => new Map() },
    bindings: { read: 'confirmed', ownerLabels: [] },
    offers: { visible: 'all' },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => Date.now(),
  });
  let bytes = 0;
  let deliveries = 0;
  let bindings = 0;
  for (let count = 0; count < times; count += 1) {
    const answer = await service.deliveriesOf(entity, {
      route: { mode: 'cluster' },
      owners: ['group:default/owners'],
      allowedLabels: ['secrets/*'],
      protectedNamespaces: [],
    });
    bytes = JSON.stringify(answer).length;
    deliveries = answer.deliveries.length;
    bindings = answer.bindings.length;
  }
  return { bytes, deliveries, bindings };
}

/** Whether a text is anywhere in the heap. Buffers are outside of it. */
async function isInHeap(text: Buffer): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const chunk of getHeapSnapshot()) {
    const piece = Buffer.concat([before, Buffer.from(chunk)]);
    if (piece.includes(text)) {
      return true;
    }
    before = piece.subarray(-text.length);
  }
  return false;
}

program<LimitsInput, LimitsResult>(async input => {
  const { url, externalSecrets, canaryHex } = input;
  const clusters = await readClusters(
    new ConfigReader({
      centralSecrets: {
        clusters: [
          { name: CLUSTER, url, serviceAccountToken: 'not-a-real-token' },
        ],
      },
    }),
    { logger: SILENT },
  );
  const inventory = createInventory({ clusters, logger: SILENT });
  const cluster = inventory.cluster(CLUSTER)!;
  const heapBefore = await settledHeap();
  const waited = await measureWait(async () => {
    inventory.start();
    while (
      cluster.count('externalsecrets') === undefined ||
      cluster.count('namespaces') === undefined ||
      cluster.count('secretstores') === undefined
    ) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return {};
  });
  const count = cluster.count('externalsecrets');
  if (count !== externalSecrets) {
    throw new Error(`synced ${count} ExternalSecrets, not ${externalSecrets}`);
  }
  const heapBytes = (await settledHeap()) - heapBefore;
  const hasCanary = await isInHeap(Buffer.from(canaryHex, 'hex'));
  // The first answer compiles the code.
  await ask(inventory, entityOf(CONTESTED), 1);
  const contested = await measureWait(() =>
    ask(inventory, entityOf(CONTESTED)),
  );
  const names = Array.from({ length: NAMES }, (_, index) => `n${index}`)
    .map(name => name.padEnd(Math.floor(ANNOTATION_LENGTH / NAMES) - 1))
    .join(',');
  const named = await measureWait(() => ask(inventory, entityOf(names)));
  await inventory.stop();
  return {
    sync: { heapBytes, ...waited },
    hasCanary,
    contested,
    names: named,
  };
});
