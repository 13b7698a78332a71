import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { httpClient, NAMESPACES } from '../testUtils/httpClient';
import { namespace, secret } from '../testUtils/objects';

describe('deletion', () => {
  let demo: DemoCluster;
  beforeEach(async () => {
    demo = await startDemoCluster({
      world: 'empty',
      clock: new ManualClock(),
    });
    demo.api.create(namespace('app'));
  });
  afterEach(() => demo.stop());

  const heldSecret = () => ({
    ...secret('held', 'app', {}),
    metadata: {
      name: 'held',
      namespace: 'app',
      finalizers: ['example.org/hold'],
    },
  });

  it('confirms what is gone', async () => {
    const { metadata } = demo.api.create(secret('a', 'app', {}));
    const { request, get } = httpClient(demo);
    const path = `${NAMESPACES}/app/secrets/a`;
    expect(await request('DELETE', path)).toEqual({
      status: 200,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { name: 'a', kind: 'secrets', uid: metadata.uid },
      },
    });
    expect((await get(path)).status).toBe(404);
  });

  it('waits for finalizers, and is over when the last is taken away', async () => {
    demo.api.create(heldSecret());
    const { request, get, patch } = httpClient(demo);
    const path = `${NAMESPACES}/app/secrets/held`;
    const { body } = await request('DELETE', path);
    expect(body.metadata).toMatchObject({
      deletionTimestamp: '2026-11-23T05:00:00Z',
      finalizers: ['example.org/hold'],
    });
    expect((await get(path)).status).toBe(200);
    await patch(path, { metadata: { finalizers: null } });
    expect((await get(path)).status).toBe(404);
  });

  it('takes what is owned along, but not what another owner keeps', () => {
    const [one, two] = ['one', 'two'].map(name =>
      demo.api.create(secret(name, 'app', {})),
    );
    const ownedBy = (name: string, ...owners: (typeof one)[]) =>
      demo.api.create({
        ...secret(name, 'app', {}),
        metadata: {
          name,
          namespace: 'app',
          ownerReferences: owners.map(({ metadata }) => ({
            apiVersion: 'v1',
            kind: 'Secret',
            name: metadata.name,
            uid: metadata.uid!,
          })),
        },
      });
    ownedBy('of-one', one);
    ownedBy('of-both', one, two);
    demo.api.delete({ kind: 'Secret', name: 'one', namespace: 'app' });
    expect(
      demo.api.list('Secret', 'app').map(({ metadata }) => metadata.name),
    ).toEqual(['of-both', 'two']);
  });

  it('of a namespace deletes its content first, and says what remains', async () => {
    demo.api.create(secret('a', 'app', {}));
    demo.api.create(heldSecret());
    const { request, get } = httpClient(demo);
    const { body } = await request('DELETE', `${NAMESPACES}/app`);
    expect(body.status.phase).toBe('Terminating');

    expect(
      demo.api.list('Secret', 'app').map(({ metadata }) => metadata.name),
    ).toEqual(['held']);
    const terminating = (await get(`${NAMESPACES}/app`)).body;
    expect(terminating.spec).toEqual({ finalizers: ['kubernetes'] });
    expect(terminating.status.conditions).toContainEqual({
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: 'Some resources are remaining: secrets has 1 resource instances',
      lastTransitionTime: '2026-11-23T05:00:00Z',
    });
    expect(terminating.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'NamespaceFinalizersRemaining',
        message:
          'Some content in the namespace has finalizers remaining: example.org/hold in 1 resource instances',
      }),
    );

    demo.api.patch(
      { kind: 'Secret', name: 'held', namespace: 'app' },
      { metadata: { finalizers: null } },
    );
    expect((await get(`${NAMESPACES}/app`)).status).toBe(404);
  });

  it('of a namespace with a finalizer of its own says that all has finished, and hangs', () => {
    demo.api.patch(
      { kind: 'Namespace', name: 'app' },
      { metadata: { finalizers: ['example.org/hold'] } },
    );
    demo.api.delete({ kind: 'Namespace', name: 'app' });
    const { metadata, spec, status } = demo.api.get({
      kind: 'Namespace',
      name: 'app',
    });
    expect(metadata.finalizers).toEqual(['example.org/hold']);
    expect(spec).toEqual({});
    expect(status.phase).toBe('Terminating');
    expect(
      status.conditions.map(({ status: value }: { status: string }) => value),
    ).toEqual(['False', 'False', 'False', 'False', 'False']);
    expect(status.conditions[4].message).toBe(
      'All content-preserving finalizers finished',
    );

    demo.api.patch(
      { kind: 'Namespace', name: 'app' },
      { metadata: { finalizers: null } },
    );
    expect(demo.api.find({ kind: 'Namespace', name: 'app' })).toBeUndefined();
  });

  it('lets nothing new into a namespace that is going', async () => {
    demo.api.create(heldSecret());
    demo.api.delete({ kind: 'Namespace', name: 'app' });
    const { status, body } = await httpClient(demo).request(
      'POST',
      `${NAMESPACES}/app/secrets`,
      secret('new', 'app', {}),
    );
    expect(status).toBe(403);
    expect(body.message).toBe(
      'secrets "new" is forbidden: unable to create new content in namespace app because it is being terminated',
    );
    expect(body.details.causes[0].reason).toBe('NamespaceTerminating');
  });
});
