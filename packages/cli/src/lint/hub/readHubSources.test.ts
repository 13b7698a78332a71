import { ClusterApi } from '../../doctor/ClusterApi';
import { readHubSources } from './readHubSources';

const CONFIG_MAPS = '/api/v1/namespaces/central-secrets-index/configmaps';
const STORES = '/apis/external-secrets.io/v1/clustersecretstores';
const NOW = Date.parse('2026-11-30T12:00:00Z');

const configMap = (name: string, data: Record<string, string>) => ({
  metadata: {
    name,
    namespace: 'central-secrets-index',
    uid: name,
    resourceVersion: '1',
    creationTimestamp: '2026-11-01T00:00:00Z',
  },
  data,
});
const head = (observedAt: string) =>
  configMap('central-secrets-index', { hubNamespace: 'hub', observedAt });
const page = configMap('central-secrets-index-00', {
  registry: JSON.stringify({
    version: '1',
    type: 'Opaque',
    keys: ['password'],
    changedAt: '2026-11-01T00:00:00Z',
  }),
});
const store = (name: string, remoteNamespace: string) => ({
  metadata: { name },
  spec: { provider: { kubernetes: { remoteNamespace } } },
});

function read(answers: Record<string, object[] | number>) {
  const api: ClusterApi = {
    server: 'https://hub.example',
    context: 'hub',
    ask: async (_method, path) => {
      const [plain, ...queries] = path.split('?');
      expect(queries).toHaveLength(1);
      const answer = answers[plain];
      return typeof answer === 'number'
        ? { status: answer, body: { message: 'not permitted' } }
        : { status: 200, body: { items: answer ?? [] } };
    },
  };
  return readHubSources(api, 'central-secrets-index', NOW);
}

describe('the hub index that lint reads', () => {
  it('comes with the stores that read its hub', async () => {
    await expect(
      read({
        [CONFIG_MAPS]: [head('2026-11-30T11:59:00Z'), page],
        [STORES]: [store('a', 'hub'), store('b', 'other')],
      }),
    ).resolves.toMatchObject({
      sources: {
        stores: ['a'],
        index: { pages: [{ sources: [{ name: 'registry' }] }] },
      },
    });
  });

  it('is enough where stores may not be read', async () => {
    await expect(
      read({ [CONFIG_MAPS]: [head('2026-11-30T11:59:00Z')], [STORES]: 403 }),
    ).resolves.toMatchObject({ sources: { stores: [] } });
  });

  it.each<[string, object[] | number, RegExp]>([
    [
      'it may not be read',
      403,
      /^the hub index may not be read.*not permitted/,
    ],
    ['there is none', [], /has no hub index/],
    [
      'it is too old',
      [head('2026-11-30T11:00:00Z')],
      /^the hub index is of 2026-11-30T11:00:00.000Z/,
    ],
  ])('is a note where %s', async (_what, answer, message) => {
    await expect(read({ [CONFIG_MAPS]: answer })).resolves.toEqual({
      note: { file: 'hub', message: expect.stringMatching(message) },
    });
  });
});
