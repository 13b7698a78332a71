import {
  errorStatus,
  namespace,
  pushOf,
  RawObject,
  readOf,
  vaultStore,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { FakeClusterInventory } from '../__testUtils__';
import { ChainIndex } from './ChainIndex';
import { ChainWatch } from './ChainWatch';

const NOW = Date.parse('2026-11-23T05:01:00Z');
const clock = { now: () => NOW, turn: async () => {} };

const PATHS = ['platform-data/a/b', 'secret/platform-data/a/b', 'plain'];

const object = fc
  .record({
    path: fc.constantFrom(...PATHS),
    name: fc.constantFrom('one', 'two', 'three'),
    isPush: fc.boolean(),
    isFailing: fc.boolean(),
    source: fc.constantFrom('x', 'y'),
  })
  .map(({ path, name, isPush, isFailing, source }): RawObject => {
    const status = isFailing ? errorStatus('failed') : {};
    return isPush
      ? pushOf(path, name, 'team', {
          spec: { selector: { secret: { name: source } } },
          ...(isFailing ? { status } : {}),
        })
      : readOf(path, name, 'team', { status });
  });
const mount = fc
  .constantFrom('secret', 'kv')
  .map(path =>
    vaultStore('vault-backend', { spec: { provider: { vault: { path } } } }),
  );

/** All that a list depends on. */
function listed(index: ChainIndex) {
  return {
    size: index.size,
    needAttention: index.needAttention,
    chains: [...index.after()].map(({ place, chain }) => ({
      place,
      writers: [...chain.writers].sort(),
      readers: [...chain.readers].sort(),
    })),
  };
}

describe('ChainWatch', () => {
  it('knows after any changes what a new look at everything finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.oneof(
              { weight: 6, arbitrary: object },
              { weight: 1, arbitrary: mount },
            ),
            fc.constantFrom('put', 'put', 'remove'),
            fc.boolean(),
          ),
          { maxLength: 20 },
        ),
        async changes => {
          const cluster = new FakeClusterInventory({
            observedAt: NOW,
            objects: [namespace('team'), vaultStore()],
          });
          const onPushChange = () => {};
          const watch = new ChainWatch({ cluster, clock, onPushChange });
          for (const [changed, how, isAsked] of changes) {
            if (how === 'put') {
              cluster.put(changed);
            } else if (changed.kind !== 'ClusterSecretStore') {
              cluster.remove(changed);
            }
            if (isAsked) {
              await watch.current();
            }
          }
          const fresh = new ChainWatch({ cluster, clock, onPushChange });
          expect(listed(await watch.current())).toEqual(
            listed(await fresh.current()),
          );
          watch.stop();
          fresh.stop();
        },
      ),
      { numRuns: 150 },
    );
  });
});
