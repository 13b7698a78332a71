import { clusterSecretStore } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  accessData,
  ACCESS_PATH,
  examined,
  listOf,
} from '../__testUtils__/healthyHub';

const STORES = '/apis/external-secrets.io/v1/clustersecretstores';

function store(name: string, account: string) {
  return clusterSecretStore(name, {
    spec: {
      provider: { kubernetes: { auth: { serviceAccount: { name: account } } } },
    },
  });
}

async function codesWith(account: string, name = 'central-secret-store') {
  const { findings } = await examined({
    [STORES]: listOf(store(name, account)),
    [ACCESS_PATH]: accessData({
      distributors: [
        'system:serviceaccount:external-secrets:external-secrets',
        'system:serviceaccount:external-secrets:second',
      ].join('\n'),
    }),
    '/api/v1/namespaces/external-secrets/serviceaccounts/second': {
      status: 200,
      body: {},
    },
  });
  return findings.map(({ code, about }) => [code, about]);
}

describe('a store of the hub', () => {
  it.each(['external-secrets', 'second'])(
    'is reported where it shares the identity of the operator (%s)',
    async account => {
      expect(await codesWith(account)).toEqual([
        ['store-identity-shared', 'ClusterSecretStore central-secret-store'],
      ]);
    },
  );

  it('may have its own account, and other stores any account', async () => {
    expect(await codesWith('reader')).toEqual([]);
    expect(await codesWith('external-secrets', 'vault-backend')).toEqual([]);
  });
});
