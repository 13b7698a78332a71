import { mockServices } from '@backstage/backend-test-utils';
import { FakeConnection } from '../../__testUtils__';
import { RefusalFactsReader } from './RefusalFactsReader';

const READ = {
  account: 'external-secrets/reader',
  namespace: 'central-secret-store',
  name: 'github-pat',
};

const ADMISSION = '/apis/admissionregistration.k8s.io/v1/';
const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/** What the API server of a test says. */
interface Cluster {
  /** Whether a service account may do something. */
  may: (user: string, access: any) => boolean | undefined;
  quotas: unknown[];
  policies: unknown[];
  bindings: unknown[];
  webhooks: unknown[];
  /** A path that is refused. */
  refused?: string;
}

describe('RefusalFactsReader', () => {
  const info = jest.fn();
  let cluster: Cluster;
  let connection: FakeConnection;
  let told: string[];
  let reader: RefusalFactsReader;
  let now: number;

  beforeEach(() => {
    info.mockReset();
    now = 1_000;
    told = [];
    cluster = {
      may: () => true,
      quotas: [],
      policies: [],
      bindings: [],
      webhooks: [],
    };
    connection = new FakeConnection(({ method, path, body }) => {
      if (cluster.refused && path.includes(cluster.refused)) {
        return { status: 403, body: { message: 'forbidden' } };
      }
      if (method === 'POST' && path === REVIEWS) {
        const { spec } = JSON.parse(body!);
        const allowed = cluster.may(spec.user, spec.resourceAttributes);
        return {
          status: 201,
          body: {
            status:
              allowed === undefined
                ? { allowed: false, evaluationError: 'role not found' }
                : { allowed },
          },
        };
      }
      const items = {
        '/api/v1/namespaces/app/resourcequotas': cluster.quotas,
        [`${ADMISSION}validatingadmissionpolicies`]: cluster.policies,
        [`${ADMISSION}validatingadmissionpolicybindings`]: cluster.bindings,
        [`${ADMISSION}validatingwebhookconfigurations`]: cluster.webhooks,
        [`${ADMISSION}mutatingwebhookconfigurations`]: null,
      }[path];
      return items === undefined
        ? { status: 404 }
        : { status: 200, body: { items } };
    });
    reader = new RefusalFactsReader({
      connection,
      clock: { now: () => now },
      clusterOffsetMs: () => 500,
      logger: mockServices.logger.mock({ info }),
      onAnswer: namespace => told.push(namespace),
    });
  });

  /** What is known once all has been asked. */
  async function known() {
    reader.about('app', [READ]);
    for (let turn = 0; turn < 1_000; turn += 1) {
      await Promise.resolve();
    }
    return reader.about('app', [READ]);
  }

  it('knows nothing at first, and tells when it does', async () => {
    expect(reader.about('app', [READ])).toBeUndefined();
    expect(await known()).toEqual({
      askedAt: 1_500,
      sourceRights: [{ ...READ, mayRead: true }],
      operatorRights: {
        account: 'external-secrets/external-secrets',
        lacks: [],
      },
      quotas: [],
      gates: [],
    });
    expect(new Set(told)).toEqual(new Set(['app']));
  });

  it('leaves out what it was told before something failed, until it is told again', async () => {
    await known();
    now += 1_000;
    expect(reader.about('app', [READ], 1_500)).toMatchObject({ quotas: [] });
    expect(reader.about('app', [READ], 1_501)).toBeUndefined();
    now += 4_000;
    reader.about('app', [READ], 1_501);
    for (let turn = 0; turn < 1_000; turn += 1) {
      await Promise.resolve();
    }
    expect(reader.about('app', [READ], 1_501)).toMatchObject({
      askedAt: 6_500,
      quotas: [],
    });
  });

  it('only asks and lists', async () => {
    await known();
    expect(
      connection.requests.filter(
        ({ method, path }) =>
          method !== 'GET' && !(method === 'POST' && path === REVIEWS),
      ),
    ).toEqual([]);
    expect(JSON.stringify(connection.requests)).not.toMatch(/\/secrets\b/);
  });

  it('says which source an account may not read', async () => {
    cluster.may = (user, { verb, resource, namespace, name }) =>
      user !== 'system:serviceaccount:external-secrets:reader' ||
      `${verb} ${resource} ${namespace}/${name}` !==
        'get secrets central-secret-store/github-pat';
    expect((await known())?.sourceRights).toEqual([
      { ...READ, mayRead: false },
    ]);
  });

  it('says nothing of a right where the API server cannot tell', async () => {
    cluster.may = (_, { name }) => (name ? undefined : true);
    expect((await known())?.sourceRights).toEqual([]);
  });

  it('says what the operator may not write', async () => {
    cluster.may = (_, { verb, resource }) =>
      `${verb} ${resource}` !== 'create secrets';
    expect((await known())?.operatorRights?.lacks).toEqual([
      { verb: 'create', resource: 'secrets' },
    ]);
  });

  it('does not take an account for the operator that cannot be it', async () => {
    cluster.may = (_, { subresource }) => subresource === undefined;
    expect(await known()).not.toHaveProperty('operatorRights');
  });

  it('reads quotas, policies and webhooks', async () => {
    cluster.quotas = [
      {
        metadata: { name: 'objects' },
        status: { hard: { secrets: '1' }, used: { secrets: '1' } },
      },
      { metadata: { name: 'compute' }, status: { hard: { cpu: '1' } } },
    ];
    cluster.policies = [{ metadata: { name: 'policy' }, spec: {} }];
    cluster.bindings = [
      {
        metadata: { name: 'binding' },
        spec: { policyName: 'policy', validationActions: ['Deny'] },
      },
    ];
    cluster.webhooks = [
      { metadata: { name: 'hooks' }, webhooks: [{ name: 'a.example.com' }] },
    ];
    const facts = await known();
    expect(facts?.quotas?.map(({ name }) => name)).toEqual(['objects']);
    expect(facts?.gates?.map(({ name, part }) => `${name}/${part}`)).toEqual([
      'policy/binding',
      'hooks/a.example.com',
    ]);
  });

  it.each([
    ['resourcequotas', 'quotas'],
    ['subjectaccessreviews', 'operatorRights'],
    ['validatingwebhookconfigurations', 'gates'],
  ])(
    'without the right to %s, leaves %s open and says so once',
    async (refused, field) => {
      cluster.refused = refused;
      expect(await known()).not.toHaveProperty(field);
      expect(info).toHaveBeenCalledTimes(1);
      expect(info.mock.lastCall[0]).toContain('(forbidden)');
    },
  );

  it('leaves policies open where there are more than it reads', async () => {
    connection = new FakeConnection(({ path }) => ({
      status: 200,
      body: {
        items: [],
        metadata: path.startsWith(ADMISSION) ? { continue: 'x' } : {},
      },
    }));
    reader = new RefusalFactsReader({
      connection,
      clock: { now: () => now },
      clusterOffsetMs: () => 0,
      logger: mockServices.logger.mock({ info }),
      onAnswer: () => {},
    });
    expect(await known()).toEqual({
      askedAt: 1_000,
      sourceRights: [],
      quotas: [],
    });
  });

  it('asks as the account that is configured', async () => {
    const users = new Set<string>();
    cluster.may = user => {
      users.add(user);
      return true;
    };
    reader = new RefusalFactsReader({
      connection,
      operatorAccount: 'eso/operator',
      clock: { now: () => now },
      clusterOffsetMs: () => 0,
      logger: mockServices.logger.mock({ info }),
      onAnswer: () => {},
    });
    await known();
    expect(users).toContain('system:serviceaccount:eso:operator');
  });
});
