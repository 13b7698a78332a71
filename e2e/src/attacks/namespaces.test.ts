import { ApiAnswer } from '../framework/kubernetesApi';
import { INDEX_NAMESPACE } from '../hubIndex/indexedHub';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';

const account = (namespace: string, name: string) =>
  `system:serviceaccount:${namespace}:${name}`;

const WRITER = account('backstage', 'central-secrets-writer');
/**
 * The account that an earlier version trusted, whether or not an Argo CD
 * existed.
 */
const ARGO_CD = account('argocd', 'argocd-application-controller');

const REQUEST_LABEL = { 'secrets/gh-oauth-credentials': 'true' };

/** The marks by which Backstage accepts a namespace as an owner's. */
const PROOFS: readonly [string, object][] = [
  ['an owner', { annotations: { 'central-secrets/owner': 'group:mallory' } }],
  [
    'an entity',
    { annotations: { 'central-secrets/entity-ref': 'component:default/mine' } },
  ],
  [
    'a proof of a later version',
    { annotations: { 'central-secrets/anything': 'x' } },
  ],
  ['a Kubernetes id', { labels: { 'backstage.io/kubernetes-id': 'mine' } }],
  [
    'a Kubernetes id as an annotation',
    { annotations: { 'backstage.io/kubernetes-id': 'mine' } },
  ],
  ['an owner label of the platform', { labels: { team: 'mallory' } }],
];

/** The ways to write a namespace's metadata. */
const WAYS = ['', '/status', '/finalize'];

describe('a namespace', () => {
  let hub: AttackedHub;

  const setOwnerLabels = (labels: string) =>
    hub.api.ask(
      'PATCH',
      '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access',
      { data: { 'owner-labels': labels } },
    );

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
    await setOwnerLabels('team\n');
  });

  afterAll(() => setOwnerLabels(''));

  /** Writes a namespace's metadata in one of the ways, as a dry run. */
  async function write(
    user: string,
    namespace: string,
    metadata: { labels?: object; annotations?: object; finalizers?: string[] },
    way = '',
  ): Promise<ApiAnswer> {
    const path = `/api/v1/namespaces/${namespace}`;
    const before = (await hub.api.get(path))!;
    return hub.withAllRoles(user, api =>
      api.ask('PUT', `${path}${way}?dryRun=All`, {
        ...before,
        metadata: {
          ...before.metadata,
          ...metadata,
          labels: { ...before.metadata.labels, ...metadata.labels },
          annotations: {
            ...before.metadata.annotations,
            ...metadata.annotations,
          },
        },
      }),
    );
  }

  it('gets no request label from an Argo CD account, which any tenant who may create namespaces could create', async () => {
    const { status, body } = await write(ARGO_CD, TEAM, {
      labels: REQUEST_LABEL,
    });
    expect(body.message).toContain(
      'may not change secrets/gh-oauth-credentials',
    );
    expect(status).toBe(403);
  });

  describe.each(PROOFS)('that names %s', (_what, metadata) => {
    it.each(WAYS)(
      'is writable only by the platform team, through namespaces%s',
      async way => {
        for (const user of ['mallory', ARGO_CD, WRITER]) {
          const { status, body } = await write(user, TEAM, metadata, way);
          expect([user, status]).toEqual([user, 403]);
          expect(body.message).toMatch(
            user === WRITER ? /may (not )?change/ : /who owns it/,
          );
        }
      },
    );

    it('is created only by the platform team', async () => {
      const body = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'new-one', ...metadata },
      };
      const path = '/api/v1/namespaces?dryRun=All';
      const refused = await hub.withAllRoles('mallory', api =>
        api.ask('POST', path, body),
      );
      expect(refused.status).toBe(403);
      expect((await hub.api.ask('POST', path, body)).status).toBe(201);
    });

    it('keeps the mark when another user tries to remove it', async () => {
      const path = `/api/v1/namespaces/${TEAM}`;
      await hub.api.ask('PATCH', path, { metadata });
      const removed = Object.fromEntries(
        Object.entries(metadata).map(([field, values]) => [
          field,
          Object.fromEntries(Object.keys(values).map(key => [key, null])),
        ]),
      );
      try {
        const { status } = await hub.withAllRoles('mallory', api =>
          api.ask('PATCH', path, { metadata: removed }),
        );
        expect(status).toBe(403);
      } finally {
        await hub.api.ask('PATCH', path, { metadata: removed });
      }
    });
  });

  it('accepts other changes from every user with the rights', async () => {
    const labels = { 'example.com/cost-center': '42' };
    expect((await write('mallory', TEAM, { labels })).status).toBe(200);
  });

  describe('written by Backstage’s writer', () => {
    it('gets a request label', async () => {
      const { status } = await write(WRITER, TEAM, { labels: REQUEST_LABEL });
      expect(status).toBe(200);
    });

    it.each([
      [
        'a pod-security label',
        { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
        'pod-security.kubernetes.io/enforce',
      ],
      [
        'an annotation',
        { annotations: { 'scheduler.alpha.kubernetes.io/node-selector': 'x' } },
        'metadata.annotations',
      ],
      [
        'a finalizer',
        { finalizers: ['example.com/forever'] },
        'metadata.finalizers',
      ],
    ] as [string, { labels?: object; annotations?: object; finalizers?: string[] }, string][])(
      'does not get %s',
      async (_what, metadata, named) => {
        for (const way of WAYS) {
          const { status, body } = await write(
            WRITER,
            TEAM,
            { ...metadata, labels: { ...REQUEST_LABEL, ...metadata.labels } },
            way,
          );
          expect([way, status]).toEqual([way, 403]);
          expect(body.message).toContain(named);
        }
      },
    );

    it('keeps its status and the finalizers of its specification', async () => {
      const path = `/api/v1/namespaces/${TEAM}`;
      const before = (await hub.api.get(path))!;
      await hub.withAllRoles(WRITER, async api => {
        const finalized = await api.ask('PUT', `${path}/finalize?dryRun=All`, {
          ...before,
          spec: { finalizers: [] },
        });
        expect(finalized.body.message).toContain('spec.finalizers');
        const status = await api.ask('PUT', `${path}/status?dryRun=All`, {
          ...before,
          status: {
            ...before.status,
            conditions: [{ type: 'Example', status: 'True' }],
          },
        });
        expect([status.status, status.body.message]).toEqual([
          403,
          expect.stringContaining('not status'),
        ]);
      });
    });

    it.each([
      'kube-system',
      'central-secret-store',
      INDEX_NAMESPACE,
      'external-secrets',
    ])('gets no label where it is %s', async namespace => {
      const { status, body } = await write(WRITER, namespace, {
        labels: REQUEST_LABEL,
      });
      expect(status).toBe(403);
      expect(body.message).toContain('no copy of a credential may go');
    });

    it('is not created by it', async () => {
      const body = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'new-one', labels: REQUEST_LABEL },
      };
      const { status } = await hub.withAllRoles(WRITER, api =>
        api.ask('POST', '/api/v1/namespaces?dryRun=All', body),
      );
      expect(status).toBe(403);
    });
  });

  it('leaves the hub unharmed', async () => {
    await setOwnerLabels('');
    expect(await hub.findHarm()).toEqual([]);
  });
});
