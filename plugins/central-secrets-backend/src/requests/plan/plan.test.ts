import {
  Message,
  renderMessage,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../../__testUtils__';
import { planRequest } from './plan';

const NOW = Date.parse('2026-11-23T06:00:00Z');

const registry = distribution('registry', {
  spec: { externalSecretSpec: { target: { name: 'registry-creds' } } },
});
const oauth = distribution('oauth');

function cluster(...objects: RawObject[]) {
  return new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [clusterSecretStore(), registry, oauth, ...objects],
  });
}

function plan(
  hub: FakeClusterInventory,
  name: string,
  action: 'add' | 'remove' = 'add',
) {
  return planRequest({
    cluster: hub,
    namespace: hub.namespace('shop')!,
    distribution: hub.distribution(name)!,
    action,
    owners: ['group:default/shop-team'],
    now: NOW,
    observationMaxAgeMs: 60_000,
  });
}

const sentences = (messages: readonly Message[]) =>
  messages.map(each => `${renderMessage(each)}.`);

function warnings(hub: FakeClusterInventory, name = 'registry') {
  return sentences(plan(hub, name).plan!.warnings);
}

const shop = namespace('shop');
const withLabels = (labels: Record<string, string>) =>
  namespace('shop', { metadata: { labels } });

describe('planRequest', () => {
  it('says which label changes, and what arrives', () => {
    expect(plan(cluster(shop), 'registry').plan).toEqual({
      cluster: 'hub',
      namespace: 'shop',
      add: { 'secrets/registry': 'true' },
      remove: [],
      arrives: [
        {
          distribution: 'registry',
          secret: 'registry-creds',
          type: 'Opaque',
          keys: ['token'],
        },
      ],
      leaves: [],
      warnings: [],
    });
  });

  it('says what leaves', () => {
    const hub = cluster(withLabels({ 'secrets/registry': 'true' }));
    expect(plan(hub, 'registry', 'remove').plan).toEqual(
      expect.objectContaining({
        add: {},
        remove: ['secrets/registry'],
        arrives: [],
        leaves: [{ distribution: 'registry', secret: 'registry-creds' }],
      }),
    );
  });

  it('tells of everything else that the same label brings', () => {
    const follower = distribution('follower', {
      spec: {
        namespaceSelectors: [{ matchLabels: { 'secrets/registry': 'true' } }],
      },
    });
    expect(
      plan(cluster(shop, follower), 'registry').plan!.arrives.map(
        arrival => arrival.distribution,
      ),
    ).toEqual(['registry', 'follower']);
  });

  it('does not promise a distribution that is being deleted', () => {
    const leaving = distribution('leaving', {
      metadata: { deletionTimestamp: '2026-11-23T05:59:00Z' },
      spec: {
        namespaceSelectors: [{ matchLabels: { 'secrets/registry': 'true' } }],
      },
    });
    expect(plan(cluster(shop, leaving), 'registry').plan!.arrives).toHaveLength(
      1,
    );
  });

  it('is empty where it is already so', () => {
    const hub = cluster(
      namespace('shop', {
        metadata: {
          labels: { 'secrets/registry': 'true' },
          annotations: { 'argocd.argoproj.io/tracking-id': 'shop' },
        },
      }),
    );
    expect(plan(hub, 'registry').plan).toEqual(
      expect.objectContaining({ add: {}, remove: [], warnings: [] }),
    );
  });

  it('says why no label could do it', () => {
    const everywhere = distribution('everywhere', {
      spec: { namespaceSelectors: [{}] },
    });
    const planned = plan(cluster(shop, everywhere), 'everywhere', 'remove');
    expect(planned.plan).toBeUndefined();
    expect(planned.impossible).toEqual(message('selects-every-namespace'));
  });
});

describe('the warnings of a plan', () => {
  it.each([
    ['argocd.argoproj.io/tracking-id', 'Argo CD'],
    ['kustomize.toolkit.fluxcd.io/name', 'Flux'],
  ])('say that the namespace is managed (%s)', (mark, controller) => {
    const managed = namespace('shop', {
      metadata: { annotations: { [mark]: 'shop' } },
    });
    expect(warnings(cluster(managed))).toEqual([
      `${controller} manages the namespace shop (${mark}): it may undo this change unless the namespace's manifest in Git gets it too.`,
    ]);
  });

  it('say that the name is taken', () => {
    expect(warnings(cluster(shop, externalSecret('registry', 'shop')))).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'An ExternalSecret registry that registry does not own is already in shop',
        ),
      ]),
    );
  });

  it('do not call a leftover copy of the distribution a stranger', () => {
    expect(warnings(cluster(shop, childOf(registry, 'shop')))).toEqual([]);
  });

  it('say that another ExternalSecret writes the same Secret', () => {
    const rival = externalSecret('mine', 'shop', {
      spec: { target: { name: 'registry-creds' } },
    });
    expect(warnings(cluster(shop, rival))).toEqual([
      'The Secret registry-creds of registry is written by the ExternalSecret mine too: only one of them can have it.',
    ]);
  });

  it('say once that two arriving distributions write the same Secret', () => {
    const twin = distribution('twin', {
      spec: {
        externalSecretSpec: { target: { name: 'registry-creds' } },
        namespaceSelectors: [{ matchLabels: { 'secrets/registry': 'true' } }],
      },
    });
    expect(warnings(cluster(shop, twin))).toEqual([
      'The Secret registry-creds of registry is written by the distribution twin too: only one of them can have it.',
    ]);
  });

  it('say that the store does not admit the namespace', () => {
    const denying = clusterSecretStore('central-secret-store', {
      spec: { conditions: [{ namespaces: ['another'] }] },
    });
    expect(warnings(cluster(shop, denying))).toEqual([
      expect.stringContaining('does not admit the namespace shop'),
    ]);
  });

  it('say that the store is not ready', () => {
    const broken = clusterSecretStore('central-secret-store', {
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'InvalidProviderConfig',
            message: 'unable to create client',
          },
        ],
      },
    });
    expect(warnings(cluster(shop, broken))).toEqual([
      expect.stringContaining('is not ready now'),
    ]);
  });

  it('say which conflicts could not be looked for', () => {
    const hub = cluster(shop);
    hub.observe(
      {
        observedAt: NOW,
        error: {
          code: 'forbidden',
          message: message('no-answer', { problem: 'may not be listed' }),
        },
      },
      'externalsecrets',
    );
    expect(warnings(hub)).toEqual([
      expect.stringContaining('Not every conflict could be looked for'),
    ]);
  });

  it('say that a Secret stays behind under a policy that keeps it', () => {
    const orphaning = distribution('orphaning', {
      metadata: { annotations: { 'central-secrets/self-service': 'true' } },
      spec: { externalSecretSpec: { target: { creationPolicy: 'Orphan' } } },
    });
    const hub = cluster(withLabels({ 'secrets/orphaning': 'true' }), orphaning);
    expect(sentences(plan(hub, 'orphaning', 'remove').plan!.warnings)).toEqual([
      expect.stringContaining('will stay behind'),
    ]);
  });
});
