import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import {
  EXTERNAL_SECRETS,
  httpClient,
  JSON_PATCH,
  NAMESPACES,
} from '../testUtils/httpClient';
import { externalSecret, namespace, secret } from '../testUtils/objects';

describe('writes', () => {
  const clock = new ManualClock();
  let demo: DemoCluster;
  beforeEach(async () => {
    demo = await startDemoCluster({ world: 'empty', clock });
    demo.api.create(namespace('app', { team: 'a' }));
  });
  afterEach(() => demo.stop());

  const app = () => demo.api.get({ kind: 'Namespace', name: 'app' });
  const path = `${NAMESPACES}/app`;

  it('create an object with what only a server can know', async () => {
    const { status, body } = await httpClient(demo).request(
      'POST',
      NAMESPACES,
      namespace('new'),
    );
    expect(status).toBe(201);
    expect(body.metadata).toMatchObject({
      name: 'new',
      labels: { 'kubernetes.io/metadata.name': 'new' },
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: String(demo.api.store.version),
      creationTimestamp: '2026-11-23T05:00:00Z',
    });
    expect(body).toMatchObject({
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  });

  it('refuse a second object of the same name', async () => {
    const answer = await httpClient(demo).request(
      'POST',
      NAMESPACES,
      namespace('app'),
    );
    expect(answer).toMatchObject({
      status: 409,
      body: {
        reason: 'AlreadyExists',
        message: 'namespaces "app" already exists',
        details: { name: 'app', kind: 'namespaces' },
      },
    });
  });

  it('merge a patch, where null removes', async () => {
    const { status, body } = await httpClient(demo).patch(path, {
      metadata: { labels: { 'secrets/x': 'true', team: null } },
    });
    expect(status).toBe(200);
    expect(body.metadata.labels).toEqual({
      'kubernetes.io/metadata.name': 'app',
      'secrets/x': 'true',
    });
  });

  it('apply a JSON patch, all of it or nothing', async () => {
    const { patch } = httpClient(demo);
    const add = { op: 'add', path: '/metadata/labels/x~1y', value: 'true' };
    const failing = { op: 'test', path: '/metadata/labels/team', value: 'b' };
    expect((await patch(path, [add, failing], JSON_PATCH)).status).toBe(422);
    expect(app().metadata.labels).not.toHaveProperty('x/y');
    expect((await patch(path, [add], JSON_PATCH)).status).toBe(200);
    expect(app().metadata.labels).toHaveProperty('x/y', 'true');
  });

  it('refuse a kind of patch that is not emulated', async () => {
    const answer = await httpClient(demo).patch(
      path,
      {},
      'application/strategic-merge-patch+json',
    );
    expect(answer).toMatchObject({
      status: 415,
      body: {
        message:
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json',
      },
    });
  });

  it('take metadata.resourceVersion for an optimistic lock', async () => {
    const { patch } = httpClient(demo);
    const { resourceVersion } = app().metadata;
    const labelled = (value: string) => ({
      metadata: { resourceVersion, labels: { 'secrets/x': value } },
    });
    expect((await patch(path, labelled('one'))).status).toBe(200);
    expect(await patch(path, labelled('two'))).toMatchObject({
      status: 409,
      body: {
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on namespaces "app": the object has been modified; please apply your changes to the latest version and try again',
      },
    });
    expect(app().metadata.labels).toHaveProperty('secrets/x', 'one');
  });

  it('replace an object, under the same lock', async () => {
    const { request } = httpClient(demo);
    const before = app();
    const next = { ...before, metadata: { ...before.metadata, labels: {} } };
    const first = await request('PUT', path, next);
    expect(first.status).toBe(200);
    expect(first.body.metadata.labels).toEqual({
      'kubernetes.io/metadata.name': 'app',
    });
    expect((await request('PUT', path, next)).status).toBe(409);
  });

  it('change nothing in a dry run, but check everything', async () => {
    const { patch } = httpClient(demo);
    const before = app();
    const dry = await patch(`${path}?dryRun=All`, {
      metadata: { labels: { 'secrets/x': 'true' } },
    });
    expect(dry.status).toBe(200);
    expect(dry.body.metadata.labels).toHaveProperty('secrets/x', 'true');
    expect(app()).toBe(before);
    const wrong = await patch(`${path}?dryRun=All`, {
      metadata: { labels: { 'secrets/x': 'not a label!' } },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.message).toMatch(
      /^Namespace "app" is invalid: metadata.labels: Invalid value: "not a label!": a valid label must be/,
    );
  });

  it('make no new version when they change nothing', async () => {
    const before = app().metadata.resourceVersion;
    const { body } = await httpClient(demo).patch(path, {
      metadata: { labels: { team: 'a' } },
    });
    expect(body.metadata.resourceVersion).toBe(before);
  });

  it('note which manager wrote a label, and when', async () => {
    clock.advance(10_000);
    const labels = { metadata: { labels: { 'secrets/x': 'true' } } };
    await httpClient(demo).patch(
      `${path}?fieldManager=central-secrets`,
      labels,
    );
    const entryOf = (manager: string) =>
      app().metadata.managedFields?.find(entry => entry.manager === manager);
    expect(entryOf('central-secrets')).toEqual({
      manager: 'central-secrets',
      operation: 'Update',
      apiVersion: 'v1',
      time: new Date(clock.now()).toISOString().replace('.000', ''),
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': { 'f:labels': { 'f:secrets/x': {} } },
      },
    });

    const taken = { metadata: { labels: { 'secrets/x': 'false' } } };
    await httpClient(demo).patch(`${path}?fieldManager=kubectl-label`, taken);
    expect(entryOf('central-secrets')).toBeUndefined();
    expect(entryOf('kubectl-label')).toBeDefined();
  });

  it('count the changes of a spec as generation, and keep status apart', async () => {
    const { request, patch } = httpClient(demo);
    const list = `${EXTERNAL_SECRETS}/namespaces/app/externalsecrets`;
    // The operator hangs, so that only the test writes.
    demo.operator.pause();
    const created = await request('POST', list, {
      ...externalSecret('one', 'app'),
      status: { refreshTime: 'mine' },
    });
    expect(created.body.metadata.generation).toBe(1);
    expect(created.body).not.toHaveProperty('status');
    expect(created.body.spec.target).toEqual({
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
    });

    const one = `${list}/one`;
    const status = { binding: { name: 'x' } };
    const spec = { refreshInterval: '5s' };
    const labelled = await patch(one, { metadata: { labels: { a: 'b' } } });
    expect(labelled.body.metadata.generation).toBe(1);
    const changed = await patch(one, { spec, status });
    expect(changed.body.metadata.generation).toBe(2);
    expect(changed.body).not.toHaveProperty('status');
    const told = await patch(`${one}/status`, {
      spec: { refreshInterval: '9s' },
      status,
    });
    expect(told.body).toMatchObject({ spec, status });
    expect(told.body.metadata.generation).toBe(2);
  });

  it('answer 404 with the name of what is missing', async () => {
    const { get, request } = httpClient(demo);
    const es = `${EXTERNAL_SECRETS}/namespaces/app/externalsecrets/nope`;
    expect(await get(es)).toMatchObject({
      status: 404,
      body: {
        reason: 'NotFound',
        message: 'externalsecrets.external-secrets.io "nope" not found',
        details: {
          name: 'nope',
          group: 'external-secrets.io',
          kind: 'externalsecrets',
        },
      },
    });
    const orphan = await request(
      'POST',
      '/api/v1/namespaces/nowhere/secrets',
      secret('a', 'nowhere', {}),
    );
    expect(orphan.body.message).toBe('namespaces "nowhere" not found');
    expect(await get('/apis/example.org/v1/things')).toEqual({
      status: 404,
      body: '404 page not found\n',
    });
  });

  it('refuse what is not a Secret of its type', async () => {
    const { request } = httpClient(demo);
    const type = 'kubernetes.io/dockerconfigjson';
    const post = (stringData: Record<string, string>) =>
      request(
        'POST',
        '/api/v1/namespaces/app/secrets',
        secret('t', 'app', stringData, { type }),
      );
    expect((await post({ '.dockerconfigjson': 'not json' })).body.message).toBe(
      `Secret "t" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'o' in literal null (expecting 'u')`,
    );
    expect((await post({})).body.message).toBe(
      'Secret "t" is invalid: data[.dockerconfigjson]: Required value',
    );
  });

  it.each([
    ['a body that is not JSON', 'PATCH', path, '{'],
    ['a body of another kind', 'POST', NAMESPACES, '{"kind":"Secret"}'],
    [
      'a name that is not the path’s',
      'PATCH',
      path,
      '{"metadata":{"name":"b"}}',
    ],
  ])('answer 400 to %s', async (_case, method, at, body) => {
    const response = await fetch(`${demo.url}${at}`, {
      method,
      body,
      headers: {
        authorization: 'Bearer demo-admin',
        'content-type':
          method === 'PATCH'
            ? 'application/merge-patch+json'
            : 'application/json',
      },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ reason: 'BadRequest' });
  });
});
