import {
  DEFAULT_DELIVERY_LIMITS,
  parsePod,
  parsePodTemplate,
  consumersBySecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  usageResponseSchema,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  clusterSecretStore,
  externalSecret,
  pod,
  podSpec,
  RawObject,
  syncedStatus,
  updateFailedEvent,
  variable,
  workload,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { entity, NOW, shop } from '../__testUtils__/shop';
import { UsageService } from './UsageService';

// Thousands of objects, on a machine that may be busy.
jest.setTimeout(60_000);

const before = new Date(Date.parse(BUILT_AT) - 60_000).toISOString();

const declared = (count: number): RawObject[] =>
  Array.from({ length: count }, (_, index) =>
    externalSecret(`e${index}`, 'shop', {
      spec: { target: { name: 'one' } },
      status: syncedStatus('one'),
    }),
  );

async function usage(
  objects: RawObject[],
  workloads: Partial<Parameters<typeof consumersBySecret>[0]>,
) {
  const cluster = new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [clusterSecretStore(), shop(), ...objects],
  });
  const users = consumersBySecret({
    pods: [],
    templates: [],
    serviceAccounts: [],
    owned: [],
    ingresses: [],
    ...workloads,
  });
  const service = new UsageService({
    inventory: new FakeInventory([cluster]),
    workloads: {
      read: async () => ({ users, unreadable: [], readAt: NOW }),
    },
    bindings: { read: 'confirmed', ownerLabels: [] },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => NOW,
  });
  const asked = jest.spyOn(cluster, 'eventsAbout');
  const body = await service.usageOf(entity, {});
  expect(usageResponseSchema.parse(body)).toEqual(body);
  const [namespace] = body.namespaces;
  return { namespace, asked, bytes: JSON.stringify(body).length };
}

describe('the limits of an answer about usage', () => {
  const updated = { type: 'Normal', reason: 'Updated' };
  const reading = podSpec({ env: [variable('one', 'token')] });

  it('hold for 1,000 ExternalSecrets and 1,000 pods of one Secret', async () => {
    const objects = declared(1_000);
    const { namespace, asked, bytes } = await usage(
      [...objects, updateFailedEvent(objects[0], 'secret updated', updated)],
      {
        pods: Array.from({ length: 1_000 }, (_, index) =>
          parsePod(pod(`p${index}`, 'shop', reading, {}, before)),
        ),
      },
    );
    expect(namespace.deliveries).toHaveLength(500);
    expect(namespace.deliveriesLeftOut).toBe(500);
    const [{ users, leftOut, warnings }] = namespace.deliveries;
    expect(users).toHaveLength(20);
    expect(leftOut).toEqual({ users: 980, oldPods: 980 });
    expect(warnings.map(({ code }) => code)).toEqual(['old-value-in-pods']);
    expect(renderMessage(warnings[0])).toMatch(/^1000 pods .* and 995 more\)$/);
    // Once to gather and once to know the last write, of each.
    expect(asked).toHaveBeenCalledTimes(2_000);
    expect(bytes).toBeLessThan(5_000_000);
  });

  it('leave out last the workloads whose pods run with an old value', async () => {
    const [own] = declared(1);
    const { namespace } = await usage(
      [own, updateFailedEvent(own, 'secret updated', updated)],
      {
        templates: Array.from({ length: 40 }, (_, index) =>
          parsePodTemplate(
            workload('Deployment', `a${index}`, 'shop', reading),
            'Deployment',
          ),
        ),
        pods: [parsePod(pod('z', 'shop', reading, {}, before))],
      },
    );
    const [{ users, leftOut }] = namespace.deliveries;
    expect(users[0]).toMatchObject({ name: 'z', pods: { old: 1 } });
    expect(leftOut).toEqual({ users: 21, oldPods: 0 });
  });

  it('hold for one pod that uses a Secret in many ways, and many of its keys', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `c${index}`);
    const containers = names.slice(0, 30).map(name => ({
      name,
      env: names.map(key => variable('one', key)),
    }));
    const { namespace } = await usage(declared(1), {
      pods: [parsePod(pod('p', 'shop', { containers }, {}, before))],
    });
    const [user] = namespace.deliveries[0].users;
    expect(user.ways).toHaveLength(20);
    expect(user.waysLeftOut).toBe(10);
    expect(user.ways[0].keys).toHaveLength(50);
    expect(user.ways[0].keysLeftOut).toBe(250);
  });
});
