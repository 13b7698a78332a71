import { Entity } from '@backstage/catalog-model';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { deliveriesResponseSchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { DistributionService, TemplateJudge } from '../distributions';
import { systemClock } from '../kubernetes';
import { DeliveryService } from './DeliveryService';

const NOW = Date.parse('2026-11-23T05:10:00Z');
/** Stands for the name, so that it becomes a key as the API server's JSON has it. */
const NAME = 'PLACEHOLDER';

const written = {
  manager: 'kubectl',
  time: '2026-11-23T05:05:00Z',
  fieldsV1: { 'f:metadata': { 'f:labels': { [`f:${NAME}`]: {} } } },
};
const other = { ...written, time: '2026-11-23T05:06:00Z' };

const offering = (name: string, selector: RawObject) =>
  distribution(name, {
    metadata: {
      annotations: {
        'central-secrets/self-service': 'true',
        [`central-secrets/${NAME}`]: 'x',
      },
      labels: { [NAME]: 'x' },
    },
    spec: { namespaceSelectors: [selector] },
  });

const byLabel = offering('by-label', { matchLabels: { [NAME]: 'true' } });
const OBJECTS: RawObject[] = [
  namespace('shop', {
    metadata: {
      labels: { 'backstage.io/kubernetes-id': 'shop', [NAME]: 'true' },
      managedFields: [written, other],
    },
  }),
  // The namespace has the label, without a record of when it got it.
  namespace('other', {
    metadata: {
      labels: { 'backstage.io/kubernetes-id': 'shop', [NAME]: 'true' },
    },
  }),
  namespace('bare', {
    metadata: { labels: { 'backstage.io/kubernetes-id': 'shop' } },
  }),
  byLabel,
  offering('by-absence', {
    matchExpressions: [{ key: NAME, operator: 'DoesNotExist' }],
  }),
  offering('by-value', {
    matchExpressions: [{ key: NAME, operator: 'NotIn', values: [NAME] }],
  }),
  childOf(byLabel, 'other', { status: failedStatus('could not get') }),
  externalSecret(NAME, 'shop', {
    spec: {
      data: [{ secretKey: NAME, remoteRef: { key: NAME, property: NAME } }],
      target: {
        name: NAME,
        template: { type: NAME, data: { [NAME]: '{{ .x }}' } },
      },
    },
  }),
  distribution(NAME, {
    spec: {
      externalSecretSpec: {
        target: { template: { type: NAME, data: { [NAME]: '{{ .x }}' } } },
      },
    },
  }),
];

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-namespace': `shop,other,bare,${NAME}`,
      'backstage.io/kubernetes-id': 'shop',
      [NAME]: 'x',
    },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
};

function named<T>(value: T, name: string): T {
  return JSON.parse(JSON.stringify(value).replaceAll(NAME, name));
}

async function answers(name: string) {
  const inventory = new FakeInventory([
    new FakeClusterInventory({
      name: 'hub',
      observedAt: NOW,
      objects: [clusterSecretStore(), ...named(OBJECTS, name)],
    }),
  ]);
  const shared = {
    inventory,
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => NOW,
  };
  const deliveries = await new DeliveryService({
    ...shared,
    history: { lastRequests: async () => new Map() },
    bindings: { read: 'catalog', ownerLabels: [name] },
    offers: { visible: 'all' },
  }).deliveriesOf(named(ENTITY, name), {
    route: { mode: 'cluster' },
    owners: ['group:default/shop-team'],
    allowedLabels: ['secrets/*', name],
    protectedNamespaces: [],
  });
  expect(deliveriesResponseSchema.safeParse(deliveries).success).toBe(true);
  const distributions = new DistributionService({
    ...shared,
    judge: new TemplateJudge({
      engine: { judge: async () => [] },
      clock: () => NOW,
      onError: error => {
        throw error;
      },
    }),
    requestLabels: [name],
    protectedNamespaces: [],
    clock: { ...systemClock, now: () => NOW },
    onError: error => {
      throw error;
    },
  });
  const list = await distributions.list({ limit: 50 });
  const one = await distributions.get('hub', 'by-label', { limit: 50 });
  return { deliveries, list, one };
}

describe('a name that every object inherits something by', () => {
  it.each([
    ['constructor', 'constructox'],
    ['toString', 'toStrinx'],
    ['hasOwnProperty', 'hasOwnPropertx'],
    ['valueOf', 'valueOx'],
    ['__proto__', '__protx__'],
  ])('is as good as any other: %s', async (inherited, ordinary) => {
    const answer = JSON.stringify(await answers(inherited));
    expect(answer).toContain(inherited);
    expect(JSON.parse(answer.replaceAll(inherited, ordinary))).toEqual(
      JSON.parse(JSON.stringify(await answers(ordinary))),
    );
  });
});
