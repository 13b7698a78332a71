import assert from 'node:assert/strict';
import { ConformanceFeature } from './feature';

/** A server's answers to clients without rights, and about absent objects. */
export const RIGHTS_FEATURES: ConformanceFeature[] = [
  {
    name: 'refuses what is not allowed, and says who, what and where',
    async check({ nobody, namespace }) {
      const refuse = async (method: string, path: string, message: string) => {
        const { status, body } = await nobody.request(
          method,
          path,
          method === 'PATCH' ? {} : undefined,
          'application/merge-patch+json',
        );
        assert.equal(status, 403);
        assert.equal(body.reason, 'Forbidden');
        assert.equal(body.message, message);
      };
      await refuse(
        'GET',
        '/api/v1/secrets',
        'secrets is forbidden: User "nobody" cannot list resource "secrets" in API group "" at the cluster scope',
      );
      await refuse(
        'GET',
        `/api/v1/namespaces/${namespace}/secrets/x`,
        `secrets "x" is forbidden: User "nobody" cannot get resource "secrets" in API group "" in the namespace "${namespace}"`,
      );
      await refuse(
        'GET',
        `/api/v1/namespaces/${namespace}/secrets?watch=true`,
        `secrets is forbidden: User "nobody" cannot watch resource "secrets" in API group "" in the namespace "${namespace}"`,
      );
      await refuse(
        'PATCH',
        `/api/v1/namespaces/${namespace}`,
        `namespaces "${namespace}" is forbidden: User "nobody" cannot patch resource "namespaces" in API group "" in the namespace "${namespace}"`,
      );
      await refuse(
        'GET',
        '/apis/external-secrets.io/v1/externalsecrets',
        'externalsecrets.external-secrets.io is forbidden: User "nobody" cannot list resource "externalsecrets" in API group "external-secrets.io" at the cluster scope',
      );
    },
  },
  {
    name: 'answers a path that is not served in plain words',
    async check({ admin }) {
      const { status, body } = await admin.request(
        'GET',
        '/apis/external-secrets.io/v1/nothings',
      );
      assert.equal(status, 404);
      assert.equal(body, '404 page not found\n');
    },
  },
];
