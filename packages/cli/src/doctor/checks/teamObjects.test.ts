import {
  accessData,
  ACCESS_PATH,
  examined,
  FORBIDDEN,
  healthy,
  listOf,
  NOT_FOUND,
  ok,
} from '../__testUtils__/healthyHub';
import { ApiAnswer } from '../ClusterApi';

const V1 = '/apis/external-secrets.io/v1';
const V1ALPHA1 = '/apis/external-secrets.io/v1alpha1';
const GENERATORS = '/apis/generators.external-secrets.io/v1alpha1';
const HUB = { kind: 'ClusterSecretStore', name: 'central-secret-store' };
const READS = '{{ getSecretKey "any" "central-secret-store" "token" }}';
const READY = { conditions: [{ type: 'Ready', status: 'True' }] };

const meta = (more: object = {}) => ({
  metadata: { namespace: 'mallory', name: 'mine', ...more },
});

const clusterMeta = (name: string) => ({
  metadata: {
    name,
    uid: `uid-of-${name}`,
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
});

const DISTRIBUTION = {
  ...clusterMeta('github'),
  spec: { externalSecretName: 'gh-creds', externalSecretSpec: {} },
  status: {
    provisionedNamespaces: ['mallory'],
    failedNamespaces: [{ namespace: 'failing' }],
  },
};

const copy = (name: string, owner: object = {}, namespace = 'mallory') => ({
  metadata: {
    namespace,
    name,
    ownerReferences: [
      {
        kind: 'ClusterExternalSecret',
        name: 'github',
        uid: 'uid-of-github',
        controller: true,
        ...owner,
      },
    ],
  },
  spec: { secretStoreRef: HUB },
});

const TRACES: readonly [string, string, object, string, string, RegExp][] = [
  [
    'a store with a kubeconfig',
    `${V1}/secretstores`,
    {
      ...meta(),
      spec: { provider: { kubernetes: { authRef: {}, auth: {} } } },
      status: READY,
    },
    'store-refused',
    'SecretStore mallory/mine',
    /kubernetes\.authRef\. It is Ready$/,
  ],
  [
    'a second cluster-wide store of the hub',
    `${V1}/clustersecretstores`,
    {
      ...clusterMeta('second'),
      spec: {
        provider: { kubernetes: { remoteNamespace: 'central-secret-store' } },
      },
      status: READY,
    },
    'cluster-store-unguarded',
    'ClusterSecretStore second',
    /not among the hub-stores/,
  ],
  [
    'an ExternalSecret that names the hub’s store',
    `${V1}/externalsecrets`,
    { ...meta(), spec: { secretStoreRef: HUB } },
    'hub-read-directly',
    'ExternalSecret mallory/mine',
    /: ClusterSecretStore central-secret-store$/,
  ],
  [
    'a template that reads any Secret',
    `${V1}/externalsecrets`,
    { ...meta(), spec: { target: { template: { data: { a: READS } } } } },
    'template-refused',
    'ExternalSecret mallory/mine',
    /getSecretKey/,
  ],
  [
    'a distribution whose template is in a ConfigMap',
    `${V1}/clusterexternalsecrets`,
    {
      ...clusterMeta('wide'),
      spec: {
        externalSecretSpec: {
          target: { template: { templateFrom: [{ configMap: {} }] } },
        },
      },
    },
    'template-refused',
    'ClusterExternalSecret wide',
    /templateFrom a ConfigMap or Secret/,
  ],
  [
    'a push to the hub',
    `${V1ALPHA1}/pushsecrets`,
    { ...meta(), spec: { secretStoreRefs: [HUB] } },
    'push-to-hub',
    'PushSecret mallory/mine',
    /would replace central credentials: ClusterSecretStore/,
  ],
  [
    'a cluster-wide push to the hub',
    `${V1ALPHA1}/clusterpushsecrets`,
    {
      ...clusterMeta('wide'),
      spec: { pushSecretSpec: { secretStoreRefs: [HUB] } },
    },
    'push-to-hub',
    'ClusterPushSecret wide',
    /ClusterSecretStore central-secret-store/,
  ],
  [
    'a generator with the operator’s identity',
    `${GENERATORS}/ecrauthorizationtokens`,
    { kind: 'ECRAuthorizationToken', ...meta(), spec: {} },
    'generator-refused',
    'ECRAuthorizationToken mallory/mine',
    /auth without secretRef/,
  ],
  [
    'a generator that fetches any address',
    `${GENERATORS}/webhooks`,
    { kind: 'Webhook', ...meta(), spec: {} },
    'generator-refused',
    'Webhook mallory/mine',
    /webhooks \(not among the team-generators\)/,
  ],
  [
    'a request label on a protected namespace',
    '/api/v1/namespaces',
    {
      metadata: {
        ...clusterMeta('kube-system').metadata,
        labels: { 'secrets/github': 'true', team: 'x' },
      },
    },
    'protected-namespace-labelled',
    'Namespace kube-system',
    /^has secrets\/github, /,
  ],
];

async function found(changes: Record<string, ApiAnswer>) {
  const { findings } = await examined(changes);
  return findings.map(({ code, about, message }) => [code, about, message]);
}

describe('the objects of teams', () => {
  it.each(TRACES)(
    'include %s',
    async (_title, path, object, code, about, message) => {
      const before = healthy()[path].body.items;
      const { findings } = await examined({
        [path]: listOf(...before, object),
      });
      expect(findings).toMatchObject([
        {
          code,
          severity: 'problem',
          about,
          message: expect.stringMatching(message),
          remedy: expect.any(String),
        },
      ]);
    },
  );

  it('are reported with the command that shows the author, the command that deletes them, and the possible damage', async () => {
    const { findings } = await examined({
      [`${V1}/secretstores`]: listOf({ ...meta(), spec: {} }),
    });
    expect(findings[0].remedy).toBe(
      'see who wrote it: kubectl -n mallory get secretstores.external-secrets.io mine -o yaml --show-managed-fields; unless a hub owner did, delete it: kubectl -n mallory delete secretstores.external-secrets.io mine; if it was ever Ready, assume that the whole hub was read, and rotate every credential in it',
    );
  });

  it('cause no finding where they are copies, or labels that no distribution offers', async () => {
    expect(
      await found({
        [`${V1}/clusterexternalsecrets`]: listOf(DISTRIBUTION),
        [`${V1}/externalsecrets`]: listOf(
          copy('gh-creds'),
          copy('gh-creds', {}, 'failing'),
        ),
        '/api/v1/namespaces': listOf({
          metadata: {
            ...clusterMeta('mallory').metadata,
            labels: { 'secrets/unknown': 'true' },
          },
        }),
      }),
    ).toEqual([]);
  });

  it.each([
    ['a name that the distribution does not create', copy('loot')],
    ['another uid', copy('gh-creds', { uid: 'made-up' })],
    ['a distribution that does not exist', copy('gh-creds', { name: 'gone' })],
    ['a namespace that it does not list', copy('gh-creds', {}, 'elsewhere')],
  ])('are not accepted as a copy: %s', async (_what, forged) => {
    expect(
      await found({
        [`${V1}/clusterexternalsecrets`]: listOf(DISTRIBUTION),
        [`${V1}/clusterexternalsecrets/github`]: ok(DISTRIBUTION),
        [`${V1}/externalsecrets`]: listOf(forged),
      }),
    ).toMatchObject([
      [
        'hub-read-directly',
        expect.any(String),
        expect.stringMatching(
          /\. It names .* as its owner, which did not create it$/,
        ),
      ],
    ]);
  });

  it('are accepted as copies of a distribution that is newer than the list', async () => {
    expect(
      await found({
        [`${V1}/clusterexternalsecrets`]: listOf(),
        [`${V1}/clusterexternalsecrets/github`]: ok(DISTRIBUTION),
        [`${V1}/externalsecrets`]: listOf(copy('gh-creds')),
      }),
    ).toEqual([]);
  });

  it('are accepted as copies where distributions may not be read, with a note', async () => {
    const findings = await found({
      [`${V1}/clusterexternalsecrets`]: FORBIDDEN,
      [`${V1}/externalsecrets`]: listOf(copy('gh-creds')),
    });
    expect(new Set(findings.map(([code]) => code))).toEqual(
      new Set(['cannot-examine']),
    );
  });

  it('are not read for a kind of which no object can be refused', async () => {
    const { asked } = await examined();
    const read = asked.filter(path => path.includes('generators'));
    expect(read.some(path => path.includes('/webhooks?'))).toBe(true);
    for (const resource of [
      'passwords',
      'generatorstates',
      'clustergenerators',
    ]) {
      expect(read.some(path => path.includes(`/${resource}?`))).toBe(false);
    }
  });

  it('include a generator that the platform does not list', async () => {
    const listed = accessData().body.data['team-generators'];
    const findings = await found({
      [ACCESS_PATH]: accessData({
        'team-generators': listed.replace('passwords\n', ''),
      }),
      [`${GENERATORS}/passwords`]: listOf({ kind: 'Password', ...meta() }),
    });
    expect(findings).toMatchObject([
      ['generator-refused', 'Password mallory/mine', expect.any(String)],
    ]);
  });

  it('are reported as not examined for a kind that may not be read, and examined for the others', async () => {
    const findings = await found({
      [`${V1}/secretstores`]: FORBIDDEN,
      [`${V1ALPHA1}/pushsecrets`]: listOf({
        ...meta(),
        spec: { secretStoreRefs: [HUB] },
      }),
    });
    expect(findings.map(([code, about]) => [code, about])).toEqual([
      ['cannot-examine', 'secretstores'],
      ['push-to-hub', 'PushSecret mallory/mine'],
    ]);
  });

  it('are judged by the parameters of deploy/ where those of the cluster may not be read', async () => {
    const findings = await found({
      [ACCESS_PATH]: NOT_FOUND,
      [`${V1}/secretstores`]: listOf({ ...meta(), spec: {} }),
    });
    expect(findings.map(([code]) => code)).toEqual([
      'access-missing',
      'store-refused',
    ]);
  });

  it('are read in pages that fit into memory, for items of any size', async () => {
    const path = `${V1}/externalsecrets`;
    const pages = 200;
    const page = (number: number): ApiAnswer => {
      const items = Array.from({ length: 50 }, (_, index) => ({
        metadata: { namespace: 'team', name: `e${number}-${index}` },
        spec: { secretStoreRef: number === 199 && index === 0 ? HUB : {} },
      }));
      const next = number + 1 < pages ? `page-${number + 1}` : '';
      return ok({ items, metadata: { continue: next } });
    };
    const queries = Object.fromEntries(
      Array.from({ length: pages }, (_, number) => [
        `${path}?limit=50${number ? `&continue=page-${number}` : ''}`,
        page(number),
      ]),
    );
    const { examination, asked } = await examined(queries);
    const { scope, findings } = examination.checks.find(
      ({ check }) => check === 'team-objects',
    )!;
    expect(scope).toMatch(/^10001 objects/);
    expect(findings.map(({ about }) => about)).toEqual([
      'ExternalSecret team/e199-0',
    ]);
    expect(asked.filter(each => each.startsWith(`${path}?`))).toHaveLength(
      pages,
    );
  });
});
