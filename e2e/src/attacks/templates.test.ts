import { HUB_NAMESPACE } from '../framework/hub';
import { collectionPath, objectPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';
import { storeOf } from './dangerousStores';

const POLICY = 'central-secrets-team-templates';

/** Reads a Secret of the hub, whatever store the ExternalSecret names (CVE-2026-22822). */
const READS_HUB = `{{ getSecretKey "github-pat" "${HUB_NAMESPACE}" "token" }}`;

const meta = (name: string) => ({ name, namespace: TEAM });

const NOTES: PlainObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: meta('notes'),
  data: { text: READS_HUB },
};

function external(parts: {
  template?: object;
  dataFrom?: object[];
}): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: meta('loot'),
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'any' },
      dataFrom: parts.dataFrom ?? [{ extract: { key: 'any' } }],
      target: { name: 'loot', template: parts.template },
    },
  };
}

function push(template: object): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: meta('loot'),
    spec: {
      secretStoreRefs: [{ kind: 'SecretStore', name: 'any' }],
      selector: { secret: { name: 'mine' } },
      template,
    },
  };
}

const WAYS: readonly [string, PlainObject][] = [
  ['in a value', external({ template: { data: { token: READS_HUB } } })],
  [
    'in a label',
    external({ template: { metadata: { labels: { token: READS_HUB } } } }),
  ],
  [
    'in an annotation',
    external({ template: { metadata: { annotations: { token: READS_HUB } } } }),
  ],
  [
    'in a literal',
    external({
      template: { templateFrom: [{ target: 'Data', literal: READS_HUB }] },
    }),
  ],
  [
    'in a ConfigMap',
    external({
      template: {
        templateFrom: [
          { configMap: { name: 'notes', items: [{ key: 'text' }] } },
        ],
      },
    }),
  ],
  [
    'in a Secret',
    external({
      template: {
        templateFrom: [{ secret: { name: 'notes', items: [{ key: 'text' }] } }],
      },
    }),
  ],
  [
    'in a rewrite',
    external({
      dataFrom: [
        {
          extract: { key: 'any' },
          rewrite: [{ transform: { template: READS_HUB } }],
        },
      ],
    }),
  ],
  ['in a value to push', push({ data: { token: READS_HUB } })],
];

describe('a template of a team', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
    await hub.createAsMallory(NOTES);
  });

  afterAll(async () => {
    await hub.remove(NOTES);
  });

  it('reads the hub by a function of the operator where the policy is switched off', async () => {
    const own = {
      ...storeOf(TEAM, 'any', {
        fake: { data: [{ key: 'any', value: '{"x":"not-a-real-value"}' }] },
      }),
    };
    // Any store works; this one belongs to the platform.
    await hub.api.ask('POST', collectionPath(own), own);
    const loot = external({ template: { data: { token: READS_HUB } } });
    await hub.withoutPolicy(POLICY, loot, async () => {
      expect(await hub.createAsMallory(loot)).toBe(201);
      const copied = await waitFor(
        () => hub.mallory.get(`/api/v1/namespaces/${TEAM}/secrets/loot`),
        { reason: 'the operator to write the Secret' },
      );
      expect(
        hub.canaries.foundIn(Buffer.from(JSON.stringify(copied))),
      ).toHaveLength(1);
    });
    await hub.remove(loot, own);
    await waitFor(
      async () =>
        !(await hub.api.get(`/api/v1/namespaces/${TEAM}/secrets/loot`)),
      { reason: 'the copy to be gone' },
    );
  });

  it.each(WAYS)('is refused %s', async (_where, object) => {
    const path = `${collectionPath(object)}?dryRun=All`;
    const { status, body } = await hub.mallory.ask('POST', path, object);
    expect(body.message).toContain(POLICY);
    expect(status).toBe(403);
  });

  it('is refused in a distribution unless a hub owner writes it', async () => {
    const object = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterExternalSecret',
      metadata: { name: 'loot' },
      spec: {
        namespaces: [TEAM],
        externalSecretSpec: external({
          template: { data: { token: READS_HUB } },
        }).spec,
      },
    };
    const path = `${collectionPath(object)}?dryRun=All`;
    const { status, body } = await hub.withAllRoles('carol', api =>
      api.ask('POST', path, object),
    );
    expect(body.message).toContain(POLICY);
    expect(status).toBe(403);
  });

  it('is accepted with the functions of every operator version, and cannot be made dangerous later', async () => {
    const harmless = external({
      template: { data: { token: '{{ .token | upper }}' } },
    });
    expect(await hub.createAsMallory(harmless)).toBe(201);
    const turned = await hub.mallory.ask('PATCH', objectPath(harmless), {
      spec: { target: { template: { data: { token: READS_HUB } } } },
    });
    expect(turned.status).toBe(403);
    await hub.remove(harmless);
  });

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
