import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { judgeClusterStore } from './judgeClusterStore';

function textsOf(kubernetes: object, name = 'other') {
  return judgeClusterStore(
    { metadata: { name }, spec: { provider: { kubernetes } } },
    DEFAULT_HUB_ACCESS,
  ).map(({ text }) => text);
}

describe('judgeClusterStore', () => {
  it('refuses a second way to the hub', () => {
    expect(textsOf({ remoteNamespace: 'central-secret-store' })).toEqual([
      'kubernetes.remoteNamespace central-secret-store, and the store is not among the hub-stores',
    ]);
  });

  it.each<[string, object, string[]]>([
    [
      'of the team that uses the store',
      {},
      [
        'kubernetes.authRef without a namespace, so it is read where the store is used',
      ],
    ],
    [
      'of a namespace of some team',
      { namespace: 'mallory' },
      [
        'kubernetes.authRef in mallory, which is not among the protected-namespaces',
      ],
    ],
    ['of the hub', { namespace: 'central-secret-store' }, []],
  ])('judges a kubeconfig %s', (_whose, authRef, texts) => {
    expect(textsOf({ authRef })).toEqual(texts);
  });

  it.each(['kubernetes', 'crd'])('names the places in %s', kind => {
    const provider = {
      [kind]: { remoteNamespace: 'kube-system', authRef: {} },
    };
    expect(
      judgeClusterStore({ spec: { provider } }, DEFAULT_HUB_ACCESS).map(
        ({ path }) => path.join('.'),
      ),
    ).toEqual([
      `spec.provider.${kind}.remoteNamespace`,
      `spec.provider.${kind}.authRef`,
    ]);
  });

  it('lets a store read a namespace that is not protected', () => {
    expect(textsOf({ remoteNamespace: 'shop' })).toEqual([]);
  });

  it('leaves the hub’s own stores and other providers alone', () => {
    expect(
      textsOf(
        { remoteNamespace: 'central-secret-store' },
        'central-secret-store',
      ),
    ).toEqual([]);
    for (const store of [
      undefined,
      { metadata: { name: 'vault' }, spec: { provider: { vault: {} } } },
    ]) {
      expect(judgeClusterStore(store, DEFAULT_HUB_ACCESS)).toEqual([]);
    }
  });
});
