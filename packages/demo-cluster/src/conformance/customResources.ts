import assert from 'node:assert/strict';
import { ConformanceFeature } from './feature';

const MERGE_PATCH = 'application/merge-patch+json';

/**
 * The differences of objects that a CRD defines. The tests use External Secrets
 * Operator's CRDs; its controllers need not run.
 */
export const CUSTOM_RESOURCE_FEATURES: ConformanceFeature[] = [
  {
    name: 'counts the changes of a custom resource’s spec, and keeps its status apart',
    async check({ admin, namespace }) {
      const list = `/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets`;
      const created = await admin.request('POST', list, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'one' },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'none' },
          data: [{ secretKey: 'a', remoteRef: { key: 'b' } }],
        },
        status: { refreshTime: '2026-01-01T00:00:00Z' },
      });
      assert.equal(created.status, 201);
      assert.equal(created.body.metadata.generation, 1);
      assert.equal(created.body.status, undefined);
      // 1h in older releases of the operator, 1h0m0s in newer ones.
      assert.match(created.body.spec.refreshInterval, /^1h(0m0s)?$/);
      assert.deepEqual(created.body.spec.target, {
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
      });

      const patch = async (path: string, body: unknown) =>
        (await admin.request('PATCH', path, body, MERGE_PATCH)).body;
      const one = `${list}/one`;
      const labelled = await patch(one, { metadata: { labels: { a: 'b' } } });
      assert.equal(labelled.metadata.generation, 1);
      const binding = { name: 'x' };
      const changed = await patch(one, {
        spec: { refreshInterval: '5s' },
        status: { binding },
      });
      assert.equal(changed.metadata.generation, 2);
      const told = await patch(`${one}/status`, {
        spec: { refreshInterval: '9s' },
        status: { binding },
      });
      assert.equal(told.metadata.generation, 2);
      assert.equal(told.spec.refreshInterval, '5s');
      assert.deepEqual(told.status.binding, binding);
      await admin.request('DELETE', one);
    },
  },
  {
    name: 'names the group in errors about custom resources',
    async check({ admin, namespace }) {
      const { body } = await admin.request(
        'GET',
        `/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets/none`,
      );
      assert.equal(
        body.message,
        'externalsecrets.external-secrets.io "none" not found',
      );
      assert.deepEqual(body.details, {
        name: 'none',
        group: 'external-secrets.io',
        kind: 'externalsecrets',
      });
    },
  },
];
