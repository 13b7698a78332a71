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
import { PlanContext, planRequest } from './plan';

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
  change: Partial<PlanContext> = {},
) {
  return planRequest({
    cluster: hub,
    namespace: hub.namespace('shop')!,
    distribution: hub.distribution(name)!,
    action,
    owners: ['group:default/shop-team'],
    now: NOW,
    observationMaxAgeMs: 60_000,
    ...change,
  });
}

const sentences = (messages: readonly Message[]) =>
  messages.map(each => `${renderMessage(each)}.`);

function warnings(hub: FakeClusterInventory, name = 'registry') {
  return sentences(plan(hub, name).plan!.warnings);
}

function removalWarnings(hub: FakeClusterInventory, name: string) {
  return sentences(plan(hub, name, 'remove').plan!.warnings);
}

const shop = namespace('shop');
const SELF_SERVICE = { 'central-secrets/self-service': 'true' };
const selecting = (...namespaceSelectors: object[]) => ({
  namespaceSelectors: namespaceSelectors as never,
});
const registryLabel = { matchLabels: { 'secrets/registry': 'true' } };
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

  it('names the keys of a whole source, which only the hub index tells', () => {
    const whole = distribution('whole', {
      spec: {
        externalSecretSpec: {
          data: [],
          dataFrom: [{ extract: { key: 'exchange' } }],
        },
      },
    });
    const store = clusterSecretStore(undefined, {
      spec: {
        provider: { kubernetes: { remoteNamespace: 'central-secret-store' } },
      },
    });
    const hub = cluster(shop, whole, store);
    const keys = () => plan(hub, 'whole').plan?.arrives[0].keys;
    expect(keys()).toBeNull();

    const index = {
      head: { hubNamespace: 'central-secret-store', observedAt: NOW },
      pages: [
        {
          name: 'central-secrets-index-00',
          sources: [
            {
              name: 'exchange',
              version: '1',
              type: 'Opaque',
              keys: ['api-key'],
              changedAt: NOW,
            },
          ],
          leftOut: 0,
          unreadable: 0,
        },
      ],
    };
    hub.knownHubIndex = { index, isCurrent: true };
    expect(keys()).toEqual(['api-key']);
    hub.knownHubIndex = { index, isCurrent: false };
    expect(keys()).toBeNull();
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

  it('states the purpose of each key that arrives', () => {
    const explained = distribution('explained', {
      metadata: {
        annotations: { 'central-secrets/keys-purpose': 'token=for the API' },
      },
    });
    expect(plan(cluster(shop, explained), 'explained').plan!.arrives).toEqual([
      expect.objectContaining({ keyPurposes: { token: 'for the API' } }),
    ]);
  });

  it('takes the label that brings what is offered, before the one that brings what is not', () => {
    const labelled = (name: string) => ({ matchLabels: { [name]: 'true' } });
    const choice = distribution('choice', {
      spec: selecting(labelled('secrets/a'), labelled('secrets/b')),
    });
    const refused = distribution('refused', {
      spec: selecting(labelled('secrets/a')),
    });
    const offered = ['one', 'two'].map(name =>
      distribution(name, {
        metadata: { annotations: SELF_SERVICE },
        spec: selecting(labelled('secrets/b')),
      }),
    );
    const planned = plan(cluster(shop, choice, refused, ...offered), 'choice');
    expect(planned.plan!.add).toEqual({ 'secrets/b': 'true' });
  });

  it('lists the others that are not offered, and names those that the user may see', () => {
    const reason = message('not-self-service');
    const refused = distribution('refused', { spec: selecting(registryLabel) });
    const offered = distribution('offered', {
      metadata: { annotations: SELF_SERVICE },
      spec: selecting(registryLabel),
    });
    const hub = cluster(shop, refused, offered);
    expect(plan(hub, 'registry')).toMatchObject({
      unoffered: [{ distribution: 'refused', reason }],
    });
    expect(
      plan(hub, 'registry', 'add', { isVisible: () => false }),
    ).toMatchObject({ unoffered: [{ reason }] });
    expect(
      plan(hub, 'registry', 'add', { isVisible: () => false }),
    ).not.toHaveProperty(['unoffered', 0, 'distribution']);
  });

  it('finds no selector too complex where no other distribution asks for its labels', () => {
    const complex = distribution('complex', {
      spec: selecting({
        matchExpressions: Array.from({ length: 16 }, (_, index) => ({
          key: `secrets/${index}`,
          operator: 'NotIn',
          values: ['', 'yes', 'no'],
        })).concat(
          Array.from({ length: 16 }, (_, index) => ({
            key: `secrets/${index}`,
            operator: 'Exists',
            values: [],
          })),
        ),
      }),
    });
    const planned = plan(cluster(shop, complex), 'complex');
    expect(Object.keys(planned.plan!.add)).toHaveLength(16);
    expect(planned).toHaveProperty('tooComplex', undefined);
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

  it('do not take an object of another kind for the same Secret', () => {
    const settings = externalSecret('settings', 'shop', {
      spec: {
        target: {
          name: 'registry-creds',
          manifest: { apiVersion: 'v1', kind: 'ConfigMap' },
        },
      },
    });
    expect(warnings(cluster(shop, settings))).toEqual([]);
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

  it('tell once of each pair of arriving distributions that write one Secret', () => {
    const twins = ['second', 'third'].map(name =>
      distribution(name, {
        spec: {
          externalSecretSpec: { target: { name: 'registry-creds' } },
          ...selecting(registryLabel),
        },
      }),
    );
    expect(warnings(cluster(shop, ...twins))).toEqual([
      'The Secret registry-creds of registry is written by the distributions second, third too: only one of them can have it.',
      'The Secret registry-creds of second is written by the distribution third too: only one of them can have it.',
    ]);
  });

  it('name five ExternalSecrets that write the same Secret, and count the others', () => {
    const rivals = Array.from({ length: 7 }, (_, index) =>
      externalSecret(`mine-${index}`, 'shop', {
        spec: { target: { name: 'registry-creds' } },
      }),
    );
    const told = warnings(cluster(shop, ...rivals));
    expect(told).toHaveLength(6);
    expect(told[5]).toBe(
      'The Secret registry-creds of registry is written by 2 more ExternalSecrets too: only one of them can have it.',
    );
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
      'The ClusterSecretStore central-secret-store is not ready now: registry will wait for it.',
    ]);
  });

  it('say nothing of a store that is missing, or not validated yet', () => {
    const missing = cluster(shop);
    missing.remove(clusterSecretStore());
    expect(warnings(missing)).toEqual([]);
    const fresh = clusterSecretStore('central-secret-store', {
      status: { conditions: [] },
    });
    expect(warnings(cluster(shop, fresh))).toEqual([]);
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
      expect.stringMatching(
        /^Not every conflict could be looked for: .*may not be listed/,
      ),
    ]);
  });

  it.each([
    ['Owner', []],
    ['None', []],
    ['Orphan', ['Orphan']],
    ['Merge', ['Merge']],
  ])(
    'say what stays behind under creationPolicy %s',
    (creationPolicy, staying) => {
      const leaving = distribution('leaving', {
        metadata: { annotations: SELF_SERVICE },
        spec: { externalSecretSpec: { target: { creationPolicy } } },
      });
      const hub = cluster(withLabels({ 'secrets/leaving': 'true' }), leaving);
      expect(removalWarnings(hub, 'leaving')).toEqual(
        staying.map(
          policy =>
            `The Secret leaving will stay behind when leaving leaves (creationPolicy ${policy}), and will no longer be renewed.`,
        ),
      );
    },
  );

  it('say what leaves beside the distribution that is removed, and what cannot be requested again', () => {
    const follower = distribution('follower', {
      metadata: { annotations: SELF_SERVICE },
      spec: selecting(registryLabel),
    });
    const hub = cluster(withLabels({ 'secrets/registry': 'true' }), follower);
    expect(removalWarnings(hub, 'registry')).toEqual([
      'registry cannot be requested again here: Not self-service: the platform team gives it out.',
      'follower leaves shop too, by the same change of labels.',
    ]);
  });
});
