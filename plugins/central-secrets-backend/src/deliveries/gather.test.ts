import {
  DEFAULT_DELIVERY_LIMITS,
  HubIndex,
  RefusalFacts,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
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

  it('brings along the hub index for a failed copy whose cause is asked for, and looks it up once', () => {
    const cluster = new FakeClusterInventory({
      name: 'hub',
      observedAt: NOW,
      objects: [
        namespace('shop'),
        clusterSecretStore(),
        registry,
        childOf(registry, 'shop', { status: failedStatus('it failed') }),
        distribution('oauth'),
      ],
    });
    const index: HubIndex = {
      head: { hubNamespace: 'central-secret-store', observedAt: NOW },
      pages: [],
    };
    const lookedUp = jest
      .spyOn(cluster, 'hubIndex')
      .mockReturnValue({ index, isCurrent: true });
    const indexes = (options: object) =>
      gatherDeliveries(cluster, cluster.namespace('shop')!, {
        now: NOW,
        limits: DEFAULT_DELIVERY_LIMITS,
        ...options,
      }).map(({ input }) => input.hubIndex);
    expect(indexes({})).toEqual([undefined, undefined]);
    expect(lookedUp).not.toHaveBeenCalled();
    expect(indexes({ faultsOf: () => [] })).toEqual([index, undefined]);
    expect(lookedUp).toHaveBeenCalledTimes(1);
  });
});

describe('what the cluster says of rights and limits', () => {
  const asked: [string, readonly unknown[], number?][] = [];
  const facts: RefusalFacts = { askedAt: NOW, sourceRights: [] };

  /** Gathers, with a cluster that knows the answers. */
  function gatherAsking(asksCause: boolean, ...objects: RawObject[]) {
    asked.length = 0;
    const cluster = new FakeClusterInventory({
      name: 'hub',
      observedAt: NOW,
      objects: [namespace('shop'), clusterSecretStore(), ...objects],
    });
    cluster.refusalFacts = (...question) => {
      asked.push(question);
      return facts;
    };
    return gatherDeliveries(cluster, cluster.namespace('shop')!, {
      now: NOW,
      limits: DEFAULT_DELIVERY_LIMITS,
      ...(asksCause ? { faultsOf: () => [] } : {}),
    });
  }
  const FAILED_AT = Date.parse('2026-11-23T05:30:00Z');
  const status = failedStatus(
    'could not get secret data from provider',
    new Date(FAILED_AT).toISOString(),
  );
  const failed = childOf(registry, 'shop', { status });

  it('is asked of a failed copy, with the sources that it reads', () => {
    const [{ input }] = gatherAsking(true, registry, failed);
    expect(input.refusalFacts).toBe(facts);
    expect(asked).toEqual([
      [
        'shop',
        [
          {
            account: 'external-secrets/external-secrets',
            namespace: 'central-secret-store',
            name: 'github-pat',
          },
        ],
        FAILED_AT,
      ],
    ]);
  });

  it('is asked of a copy that could not be made, which has read nothing', () => {
    const notMade = distribution('registry', {
      status: { failedNamespaces: [{ namespace: 'shop', reason: 'denied' }] },
    });
    gatherAsking(true, notMade);
    expect(asked).toEqual([['shop', [], undefined]]);
  });

  it('is asked of an ExternalSecret of the team without its sources', () => {
    gatherAsking(true, externalSecret('own', 'shop', { status }));
    expect(asked).toEqual([['shop', [], FAILED_AT]]);
  });

  it('is not asked of other copies, or where no cause is wanted', () => {
    gatherAsking(true, registry, childOf(registry, 'shop'));
    expect(asked).toEqual([]);
    gatherAsking(false, registry, failed);
    expect(asked).toEqual([]);
  });
});
