import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Entity } from '@backstage/catalog-model';
import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { findBindings, toBinding } from './bindings';
import { BindingOptions } from './bindingOptions';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const TIME = { now: NOW, observationMaxAgeMs: 60_000 };
const CONFIRMED: BindingOptions = { read: 'confirmed', ownerLabels: [] };
const CATALOG: BindingOptions = { read: 'catalog', ownerLabels: [] };

function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

function labelled(name: string, labels: Record<string, string>) {
  return namespace(name, { metadata: { labels } });
}

function cluster(name: string, ...objects: ReturnType<typeof namespace>[]) {
  return new FakeClusterInventory({ name, observedAt: NOW, objects });
}

function bindings(
  entity: Entity,
  clusters: FakeClusterInventory[],
  options: BindingOptions = CONFIRMED,
) {
  return findBindings(entity, new FakeInventory(clusters), options, TIME).map(
    binding => toBinding(binding, options),
  );
}

const shop = component('shop', { 'backstage.io/kubernetes-namespace': 'shop' });

describe('findBindings', () => {
  it('is confirmed where entity and namespace name each other', () => {
    const hub = cluster(
      'hub',
      labelled('shop', { 'backstage.io/kubernetes-id': 'shop' }),
    );
    expect(bindings(shop, [hub])).toEqual([
      {
        cluster: 'hub',
        namespace: 'shop',
        exists: true,
        confirmed: true,
        confirmedBy: message('confirmed-by-label', {
          key: 'backstage.io/kubernetes-id',
          value: 'shop',
        }),
        confirmWith: null,
      },
    ]);
  });

  it('tells of an unconfirmed binding only that, and how to confirm it', () => {
    expect(bindings(shop, [cluster('hub', namespace('shop'))])).toEqual([
      {
        cluster: 'hub',
        namespace: 'shop',
        exists: null,
        confirmed: false,
        confirmedBy: null,
        confirmWith:
          'kubectl annotate namespace shop central-secrets/entity-ref=component:default/shop',
      },
    ]);
  });

  it('says that an unconfirmed namespace is there where the catalog is trusted for reading', () => {
    expect(
      bindings(shop, [cluster('hub', namespace('shop'))], CATALOG),
    ).toEqual([expect.objectContaining({ exists: true, confirmed: false })]);
  });

  it('tells of a namespace that is not there the same', () => {
    expect(bindings(shop, [cluster('hub')])).toEqual(
      bindings(shop, [cluster('hub', namespace('shop'))]),
    );
  });

  it('says that there is no namespace of that name where the catalog is trusted for reading', () => {
    expect(bindings(shop, [cluster('hub')], CATALOG)).toEqual([
      expect.objectContaining({
        exists: false,
        confirmed: false,
        confirmWith: null,
      }),
    ]);
  });

  it('does not claim that a namespace is missing while the cluster is not observed', () => {
    const away = new FakeClusterInventory({
      name: 'away',
      observedAt: undefined,
    });
    expect(bindings(shop, [away])).toEqual([
      expect.objectContaining({
        cluster: 'away',
        exists: null,
        confirmWith: null,
      }),
    ]);
  });

  it('tells of an unconfirmed namespace the same while the cluster is not observed', () => {
    const stale = (...objects: ReturnType<typeof namespace>[]) => {
      const hub = cluster('hub', ...objects);
      hub.observe({ observedAt: NOW - 60_001 });
      return bindings(shop, [hub]);
    };
    expect(stale(namespace('shop'))).toEqual(stale());
    expect(stale()).toEqual([
      expect.objectContaining({ exists: null, confirmWith: null }),
    ]);
  });

  it('keeps a confirmed binding while the cluster is away, and does not say that it exists', () => {
    const hub = cluster(
      'hub',
      labelled('shop', { 'backstage.io/kubernetes-id': 'shop' }),
    );
    hub.observe({ observedAt: NOW - 60_001 });
    expect(bindings(shop, [hub])).toEqual([
      expect.objectContaining({ exists: null, confirmed: true }),
    ]);
  });

  it('looks into every cluster, unless the entity names one', () => {
    const clusters = [cluster('one'), cluster('two')];
    expect(bindings(shop, clusters).map(found => found.cluster)).toEqual([
      'one',
      'two',
    ]);
    const elsewhere = component('shop', {
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-cluster': 'two',
    });
    expect(bindings(elsewhere, clusters).map(found => found.cluster)).toEqual([
      'two',
    ]);
  });

  it('shows that the entity names a cluster that is not configured', () => {
    const lost = component('shop', {
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-cluster': 'atlantis',
    });
    expect(bindings(lost, [cluster('hub')])).toEqual([
      expect.objectContaining({ cluster: 'atlantis', exists: null }),
    ]);
  });

  it('finds the namespaces that bear the entity id, sorted with the named ones', () => {
    const entity = component('shop', {
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-id': 'shop',
    });
    const id = { 'backstage.io/kubernetes-id': 'shop' };
    const hub = cluster(
      'hub',
      labelled('shop-web', id),
      labelled('shop', id),
      labelled('another', { 'backstage.io/kubernetes-id': 'another' }),
    );
    expect(bindings(entity, [hub]).map(found => found.namespace)).toEqual([
      'shop',
      'shop-web',
    ]);
  });

  it('does not tell the name of a namespace that only bears an id somebody chose', () => {
    const curious = component('curious', {
      'backstage.io/kubernetes-id': 'payments',
    });
    const hub = cluster(
      'hub',
      labelled('payments-prod', { 'backstage.io/kubernetes-id': 'payments' }),
    );
    expect(bindings(curious, [hub])).toEqual([]);
    expect(bindings(curious, [hub], CATALOG)).toHaveLength(1);
  });

  it('is not confirmed by a label that anyone may set, where the platform does not let it count', () => {
    const options: BindingOptions = {
      ...CONFIRMED,
      confirmBy: ['entity-ref', 'owner'],
    };
    const payments = labelled('payments', {
      'backstage.io/kubernetes-id': 'mallory',
    });
    const claims: Record<string, string>[] = [
      { 'backstage.io/kubernetes-namespace': 'payments' },
      {
        'backstage.io/kubernetes-namespace': 'payments',
        'backstage.io/kubernetes-id': 'mallory',
      },
    ];
    for (const claim of claims) {
      const [found] = bindings(
        component('mallory', claim),
        [cluster('hub', payments)],
        options,
      );
      expect(found.confirmed).toBe(false);
      expect(found.confirmWith).toMatch(
        /entity-ref=component:default\/mallory/,
      );
    }
    const byId = component('mallory', {
      'backstage.io/kubernetes-id': 'mallory',
    });
    expect(bindings(byId, [cluster('hub', payments)], options)).toEqual([]);
  });

  it('is confirmed by the labels with which a platform names owners', () => {
    const hub = cluster('hub', labelled('shop', { team: 'shop-team' }));
    expect(
      bindings(shop, [hub], { read: 'confirmed', ownerLabels: ['team'] }),
    ).toEqual([
      expect.objectContaining({
        confirmed: true,
        confirmedBy: message('confirmed-by-owner-label', {
          key: 'team',
          value: 'shop-team',
        }),
      }),
    ]);
  });
});
