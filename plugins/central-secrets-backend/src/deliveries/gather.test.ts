import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  namespace,
  RawObject,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../__testUtils__';
import { gatherDeliveries } from './gather';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const registry = distribution('registry');

function gather(...objects: RawObject[]) {
  const cluster = new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [namespace('shop'), clusterSecretStore(), ...objects],
  });
  return gatherDeliveries(cluster, cluster.namespace('shop')!, {
    now: NOW,
    limits: DEFAULT_DELIVERY_LIMITS,
  });
}

const origins = (...objects: RawObject[]) =>
  gather(...objects).map(
    ({ origin, distributionName, externalSecretName }) =>
      `${origin} ${distributionName ?? '-'} ${externalSecretName}`,
  );

describe('gatherDeliveries', () => {
  it('gathers every distribution, selected or not', () => {
    expect(origins(registry, distribution('oauth'))).toEqual([
      'distribution registry registry',
      'distribution oauth oauth',
    ]);
  });

  it('gathers a copy once, under its distribution', () => {
    const copy = childOf(registry, 'shop');
    const [delivery, ...others] = gather(registry, copy);
    expect(others).toEqual([]);
    expect(delivery.own?.name).toBe('registry');
    expect(delivery.input.externalSecret).toBe(delivery.own);
    expect(delivery.input.stores.map(({ name }) => name)).toEqual([
      'central-secret-store',
    ]);
  });

  it('gathers what a team declared itself', () => {
    expect(origins(registry, externalSecret('own', 'shop'))).toEqual([
      'distribution registry registry',
      'declared - own',
    ]);
  });

  it('gathers neither the distribution nor the declared one away where both want a name', () => {
    const stranger = externalSecret('registry', 'shop');
    const [distributed, declared] = gather(registry, stranger);
    expect(distributed.own).toBeUndefined();
    expect(distributed.input.externalSecret?.name).toBe('registry');
    expect(declared.origin).toBe('declared');
    expect(declared.own?.name).toBe('registry');
  });

  it('shows a copy under its distribution even where distributions cannot be read', () => {
    expect(origins(childOf(registry, 'shop'))).toEqual([
      'distribution registry registry',
    ]);
  });

  it('shows a copy that bears a former name of its distribution beside the distribution', () => {
    const renamed = distribution('registry', {
      spec: { externalSecretName: 'registry-v2' },
      status: { externalSecretName: 'registry-v2' },
    });
    expect(origins(renamed, childOf(registry, 'shop'))).toEqual([
      'distribution registry registry-v2',
      'declared - registry',
    ]);
  });

  it('leaves out the other namespaces', () => {
    expect(origins(externalSecret('own', 'another'))).toEqual([]);
  });

  it('brings along the time by the cluster’s clock, and ours where that is not known', () => {
    const cluster = new FakeClusterInventory({
      observedAt: NOW,
      objects: [namespace('shop'), registry],
    });
    const clusterNow = (offsetMs: number | undefined) => {
      cluster.offsetMs = offsetMs;
      const [{ input }] = gatherDeliveries(
        cluster,
        cluster.namespace('shop')!,
        {
          now: NOW,
          limits: DEFAULT_DELIVERY_LIMITS,
        },
      );
      return input.clusterNow;
    };
    expect(clusterNow(-300_000)).toBe(NOW - 300_000);
    expect(clusterNow(undefined)).toBe(NOW);
  });

  it('brings along the events about the copy', () => {
    const copy = childOf(registry, 'shop');
    const [delivery] = gather(
      registry,
      copy,
      updateFailedEvent(copy, 'secrets "nope" not found'),
      updateFailedEvent(externalSecret('other', 'shop'), 'about another'),
    );
    expect(delivery.input.events.map(event => event.message)).toEqual([
      'secrets "nope" not found',
    ]);
  });

  it('brings along those who write the same Secret, and not those who write none', () => {
    const target = (name: string, creationPolicy: string) =>
      externalSecret(name, 'shop', {
        spec: { target: { name: 'registry', creationPolicy } },
      });
    const [delivery] = gather(
      registry,
      target('rival', 'Owner'),
      target('reader', 'None'),
    );
    expect(delivery.input.rivals.named.map(({ name }) => name)).toEqual([
      'rival',
    ]);
  });
});
