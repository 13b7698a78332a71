import { namespaceFinalizer } from '@central-secrets/backstage-plugin-central-secrets-node';
import { judgeNamespaceNow } from './checks/finalizers';
import { ApiAnswer, ClusterApi } from './ClusterApi';
import { fixFinalizers } from './fix';

const FINALIZER = namespaceFinalizer('github-oauth');
const TEST_FAILED: ApiAnswer = {
  status: 422,
  body: { message: 'the server rejected our request' },
};
const CONFLICT: ApiAnswer = {
  status: 409,
  body: { message: 'the object has been modified' },
};
const FORBIDDEN: ApiAnswer = { status: 403, body: { message: 'forbidden' } };

/**
 * A cluster with one namespace that is being deleted and has a leftover
 * finalizer. The namespace changes at every refusal; with `asksAgain`, a
 * distribution selects it from the first refusal on.
 */
class Cluster implements ClusterApi {
  readonly server = 'https://hub.example';
  readonly context = 'hub';
  readonly patches: string[] = [];
  #version = 1;
  readonly #refusals: ApiAnswer[];
  readonly #asksAgain: boolean;

  constructor(refusals: ApiAnswer[], asksAgain = false) {
    this.#refusals = refusals;
    this.#asksAgain = asksAgain;
  }

  async ask(method: string, path: string, patch?: any): Promise<ApiAnswer> {
    if (method === 'PATCH') {
      const dry = path.endsWith('&dryRun=All');
      this.patches.push(`${dry ? 'dry ' : ''}${patch[0].value}`);
      const refusal = dry ? undefined : this.#refusals.shift();
      if (refusal) {
        this.#version += 1;
      }
      return refusal ?? { status: 200, body: {} };
    }
    if (path === '/api/v1/namespaces/my-app') {
      return { status: 200, body: this.#namespace() };
    }
    const selecting = this.#asksAgain && this.#version > 1;
    const items =
      path.includes('/clusterexternalsecrets?') && selecting
        ? [this.#distribution()]
        : [];
    return { status: 200, body: { items } };
  }

  #namespace() {
    return {
      metadata: {
        name: 'my-app',
        uid: '1',
        resourceVersion: String(this.#version),
        creationTimestamp: '2026-01-01T00:00:00Z',
        deletionTimestamp: '2026-01-02T00:00:00Z',
        labels: { 'secrets/github-oauth': 'true' },
        finalizers: [FINALIZER],
      },
    };
  }

  #distribution() {
    return {
      metadata: {
        name: 'github-oauth',
        uid: '2',
        resourceVersion: '1',
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
      spec: {
        namespaceSelectors: [
          { matchLabels: { 'secrets/github-oauth': 'true' } },
        ],
        externalSecretSpec: {},
      },
    };
  }
}

async function fixed(cluster: Cluster) {
  const marked = await judgeNamespaceNow(cluster, 'my-app');
  return fixFinalizers(cluster, [marked], true);
}

describe('fixFinalizers', () => {
  it.each([
    ['a failed test', TEST_FAILED],
    ['a conflict', CONFLICT],
  ])(
    'judges a namespace again that changed before the patch (%s)',
    async (_, refusal) => {
      const cluster = new Cluster([refusal, refusal]);
      const { namespaces } = await fixed(cluster);
      expect(namespaces).toMatchObject([
        { namespace: 'my-app', outcome: 'applied', finalizers: [FINALIZER] },
      ]);
      expect(namespaces[0].error).toBeUndefined();
      expect(cluster.patches).toEqual([
        'dry 1',
        '1',
        'dry 2',
        '2',
        'dry 3',
        '3',
      ]);
    },
  );

  it('gives up on a namespace that changes every time', async () => {
    const cluster = new Cluster(Array(9).fill(TEST_FAILED));
    expect((await fixed(cluster)).namespaces).toMatchObject([
      {
        outcome: 'refused',
        error: 'cannot patch namespace my-app: the server rejected our request',
      },
    ]);
    expect(cluster.patches).toHaveLength(6);
  });

  it('keeps the finalizer where the namespace was selected again in the meantime', async () => {
    const cluster = new Cluster([TEST_FAILED], true);
    expect(await fixed(cluster)).toMatchObject({
      namespaces: [],
      kept: [{ finalizer: FINALIZER, verdict: 'needed' }],
    });
    expect(cluster.patches).toEqual(['dry 1', '1']);
  });

  it('sends the patch once where it is forbidden', async () => {
    const cluster = new Cluster([FORBIDDEN]);
    expect((await fixed(cluster)).namespaces).toMatchObject([
      { outcome: 'refused' },
    ]);
    expect(cluster.patches).toHaveLength(2);
  });
});
