import {
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  namespace,
  secretStore,
  updateFailedEvent,
} from './objects';
import { merge } from './merge';

describe('merge', () => {
  it('merges maps, replaces everything else, and takes away what is undefined', () => {
    const base = { a: { b: 1, c: 2 }, list: [1, 2], gone: true };
    expect(
      merge(base, { a: { c: 3 }, list: [4], gone: undefined, fresh: { x: 1 } }),
    ).toEqual({ a: { b: 1, c: 3 }, list: [4], fresh: { x: 1 } });
    expect(base).toEqual({ a: { b: 1, c: 2 }, list: [1, 2], gone: true });
  });
});

describe('the builders', () => {
  it('give each object what an API server would', () => {
    const oauth = distribution('oauth');
    for (const object of [
      namespace('app'),
      oauth,
      childOf(oauth, 'app'),
      externalSecret('own', 'app'),
      clusterSecretStore(),
      secretStore('own', 'app'),
      updateFailedEvent(externalSecret('own', 'app'), 'why'),
    ]) {
      expect(object).toMatchObject({
        apiVersion: expect.any(String),
        kind: expect.any(String),
        metadata: {
          name: expect.any(String),
          uid: expect.any(String),
          resourceVersion: expect.any(String),
          creationTimestamp: expect.any(String),
        },
      });
    }
  });

  it('give a child its distribution’s spec and name, and its owner', () => {
    const oauth = distribution('oauth', {
      spec: { externalSecretName: 'copy' },
    });
    expect(
      childOf(oauth, 'app', { spec: { refreshInterval: '5s' } }),
    ).toMatchObject({
      metadata: {
        name: 'copy',
        namespace: 'app',
        ownerReferences: [
          {
            kind: 'ClusterExternalSecret',
            name: 'oauth',
            uid: 'uid-of-clusterexternalsecret-oauth',
            controller: true,
          },
        ],
      },
      spec: { refreshInterval: '5s', target: { name: 'oauth' } },
    });
  });
});
