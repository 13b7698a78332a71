import assert from 'node:assert/strict';
import { ConformanceFeature } from './feature';

const MERGE_PATCH = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

const namespacePath = (namespace: string) => `/api/v1/namespaces/${namespace}`;

/** Creates, changes and deletions of Kubernetes' own kinds. */
export const WRITING_FEATURES: ConformanceFeature[] = [
  {
    name: 'fills in what only a server can know, and the name label of a namespace',
    async check({ admin, namespace }) {
      const { status, body } = await admin.request(
        'GET',
        namespacePath(namespace),
      );
      assert.equal(status, 200);
      assert.equal(
        body.metadata.labels['kubernetes.io/metadata.name'],
        namespace,
      );
      assert.match(body.metadata.uid, /^[0-9a-f-]{36}$/);
      assert.match(body.metadata.resourceVersion, /^\d+$/);
      assert.match(
        body.metadata.creationTimestamp,
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      );
      assert.deepEqual(body.spec, { finalizers: ['kubernetes'] });
      assert.deepEqual(body.status, { phase: 'Active' });
    },
  },
  {
    name: 'merges patches, applies JSON patches, and refuses a failed test',
    async check({ admin, namespace }) {
      const path = namespacePath(namespace);
      const labelsAfter = async (patch: unknown, type: string) =>
        (await admin.request('PATCH', path, patch, type)).body.metadata.labels;
      const name = { 'kubernetes.io/metadata.name': namespace };
      assert.deepEqual(
        await labelsAfter(
          { metadata: { labels: { a: '1', b: '2' } } },
          MERGE_PATCH,
        ),
        { ...name, a: '1', b: '2' },
      );
      assert.deepEqual(
        await labelsAfter({ metadata: { labels: { b: null } } }, MERGE_PATCH),
        { ...name, a: '1' },
      );
      const add = { op: 'add', path: '/metadata/labels/x~1y', value: 'z' };
      assert.deepEqual(await labelsAfter([add], JSON_PATCH), {
        ...name,
        a: '1',
        'x/y': 'z',
      });
      const failing = { op: 'test', path: '/metadata/labels/a', value: '2' };
      const refused = await admin.request('PATCH', path, [failing], JSON_PATCH);
      assert.equal(refused.status, 422);
      assert.equal(refused.body.reason, 'Invalid');
    },
  },
  {
    name: 'takes the version in a merge patch for an optimistic lock',
    async check({ admin, namespace }) {
      const path = namespacePath(namespace);
      const { body } = await admin.request('GET', path);
      const { resourceVersion } = body.metadata;
      const patch = (value: string) =>
        admin.request(
          'PATCH',
          path,
          { metadata: { resourceVersion, labels: { a: value } } },
          MERGE_PATCH,
        );
      assert.equal((await patch('1')).status, 200);
      const refused = await patch('2');
      assert.equal(refused.status, 409);
      assert.equal(refused.body.reason, 'Conflict');
      assert.equal(
        refused.body.message,
        `Operation cannot be fulfilled on namespaces "${namespace}": the object has been modified; please apply your changes to the latest version and try again`,
      );
      assert.deepEqual(refused.body.details, {
        name: namespace,
        kind: 'namespaces',
      });
    },
  },
  {
    name: 'makes no new version of an object that does not change',
    async check({ admin, namespace }) {
      const path = namespacePath(namespace);
      const patch = { metadata: { labels: { a: '1' } } };
      const first = await admin.request('PATCH', path, patch, MERGE_PATCH);
      const second = await admin.request('PATCH', path, patch, MERGE_PATCH);
      assert.equal(
        second.body.metadata.resourceVersion,
        first.body.metadata.resourceVersion,
      );
    },
  },
  {
    name: 'changes nothing in a dry run, and shows what would be',
    async check({ admin, namespace }) {
      const path = namespacePath(namespace);
      const before = (await admin.request('GET', path)).body;
      const dry = await admin.request(
        'PATCH',
        `${path}?dryRun=All`,
        { metadata: { labels: { a: '1' } } },
        MERGE_PATCH,
      );
      assert.equal(dry.status, 200);
      assert.equal(dry.body.metadata.labels.a, '1');
      assert.equal(
        dry.body.metadata.resourceVersion,
        before.metadata.resourceVersion,
      );
      assert.deepEqual((await admin.request('GET', path)).body, before);
    },
  },
  {
    name: 'says under the field manager which labels it wrote',
    async check({ admin, namespace }) {
      const { body } = await admin.request(
        'PATCH',
        `${namespacePath(namespace)}?fieldManager=central-secrets`,
        { metadata: { labels: { 'secrets/x': 'true' } } },
        MERGE_PATCH,
      );
      const entry = body.metadata.managedFields.find(
        ({ manager }: any) => manager === 'central-secrets',
      );
      assert.equal(entry.operation, 'Update');
      assert.equal(entry.fieldsType, 'FieldsV1');
      assert.match(entry.time, /Z$/);
      assert.deepEqual(entry.fieldsV1, {
        'f:metadata': { 'f:labels': { 'f:secrets/x': {} } },
      });
    },
  },
  {
    name: 'refuses a label that is none',
    async check({ admin, namespace }) {
      const { status, body } = await admin.request(
        'PATCH',
        namespacePath(namespace),
        { metadata: { labels: { a: 'not a label!' } } },
        MERGE_PATCH,
      );
      assert.equal(status, 422);
      assert.equal(
        body.message,
        `Namespace "${namespace}" is invalid: metadata.labels: Invalid value: "not a label!": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      );
    },
  },
  {
    name: 'refuses registry credentials that are not JSON, without showing them',
    async check({ admin, namespace }) {
      const { status, body } = await admin.request(
        'POST',
        `${namespacePath(namespace)}/secrets`,
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 't' },
          type: 'kubernetes.io/dockerconfigjson',
          stringData: { '.dockerconfigjson': 'not json canary-value' },
        },
      );
      assert.equal(status, 422);
      assert.equal(
        body.message,
        `Secret "t" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'o' in literal null (expecting 'u')`,
      );
    },
  },
  {
    name: 'keeps a deleted object for as long as a finalizer holds it',
    async check({ admin, namespace }) {
      const path = `${namespacePath(namespace)}/secrets`;
      await admin.request('POST', path, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'held', finalizers: ['example.org/hold'] },
      });
      const { body } = await admin.request('DELETE', `${path}/held`);
      assert.ok(body.metadata.deletionTimestamp);
      assert.equal(body.metadata.deletionGracePeriodSeconds, 0);
      const patch = { metadata: { finalizers: null } };
      await admin.request('PATCH', `${path}/held`, patch, MERGE_PATCH);
      const gone = await admin.request('GET', `${path}/held`);
      assert.equal(gone.status, 404);
      assert.deepEqual(gone.body, {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'secrets "held" not found',
        reason: 'NotFound',
        details: { name: 'held', kind: 'secrets' },
        code: 404,
      });
    },
  },
  {
    name: 'confirms the deletion of what nothing holds',
    async check({ admin, namespace }) {
      const path = `${namespacePath(namespace)}/secrets`;
      const created = await admin.request('POST', path, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'free' },
      });
      const { body } = await admin.request('DELETE', `${path}/free`);
      assert.deepEqual(body, {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: {
          name: 'free',
          kind: 'secrets',
          uid: created.body.metadata.uid,
        },
      });
    },
  },
];
