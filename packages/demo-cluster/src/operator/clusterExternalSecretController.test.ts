import { OperatorBench } from '../testUtils/operatorBench';
import { distribution, labelledNamespace } from '../testUtils/objects';

describe('the emulated ClusterExternalSecret controller', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
  });
  afterEach(() => bench.stop());

  describe('selects namespaces', () => {
    it('by any of the selectors, and by name', () => {
      bench.create(
        labelledNamespace('other', 'y'),
        labelledNamespace('named'),
        distribution(
          'x',
          {},
          {
            namespaceSelector: { matchLabels: { 'secrets/y': 'true' } },
            namespaces: ['named', 'not-there'],
          },
        ),
      );
      expect(bench.distributionStatus().provisionedNamespaces).toEqual([
        'app',
        'named',
        'other',
      ]);
    });

    it('that are labelled later', () => {
      bench.create(labelledNamespace('late'), distribution('x'));
      expect(bench.child('x', 'late')).toBeUndefined();
      bench.patch('Namespace', 'late', {
        metadata: { labels: { 'secrets/x': 'true' } },
      });
      expect(bench.child('x', 'late')?.status.conditions[0].status).toBe(
        'True',
      );
    });

    it('and takes everything back when the label goes, but for the namespace’s finalizer', () => {
      bench.create(distribution('x'));
      expect(bench.target()).toBeDefined();
      bench.label({ 'secrets/x': null });
      expect(bench.child()).toBeUndefined();
      expect(bench.target()).toBeUndefined();
      expect(bench.finalizersOfApp()).toEqual([
        'externalsecrets.external-secrets.io/ces-x',
      ]);

      // Upstream issue 6677: the namespace can no longer be deleted.
      bench.delete('Namespace', 'app');
      bench.clock.advance(3_600_000);
      expect(bench.find('Namespace', 'app')?.status.phase).toBe('Terminating');
    });

    it('and lets go of one that is deleted while it is selected', () => {
      bench.create(distribution('x'));
      bench.delete('Namespace', 'app');
      expect(bench.find('Namespace', 'app')).toBeUndefined();
    });

    it('and lets go of all when the distribution is deleted', () => {
      bench.create(distribution('x'));
      bench.delete('ClusterExternalSecret', 'x');
      expect(bench.find('ClusterExternalSecret', 'x')).toBeUndefined();
      expect(bench.child()).toBeUndefined();
      expect(bench.target()).toBeUndefined();
      expect(bench.finalizersOfApp()).toEqual([]);
    });
  });

  describe('keeps the children as the distribution wants them', () => {
    it('with its labels and annotations only, and its changed spec', () => {
      bench.create(
        distribution(
          'x',
          {},
          {
            externalSecretMetadata: { labels: { from: 'distribution' } },
          },
        ),
      );
      bench.patch(
        'ExternalSecret',
        'x',
        {
          metadata: { annotations: { mine: 'yes' } },
        },
        'app',
      );
      expect(bench.child()?.metadata.annotations).toBeUndefined();
      expect(bench.child()?.metadata.labels).toEqual({ from: 'distribution' });

      bench.patch('ClusterExternalSecret', 'x', {
        spec: { externalSecretSpec: { refreshInterval: '45s' } },
      });
      expect(bench.child()?.metadata.generation).toBe(2);
      expect(bench.child()?.status.syncedResourceVersion).toMatch(/^2-/);
    });

    it('under a new name when that changes', () => {
      bench.create(distribution('x', { target: { name: 'same' } }));
      bench.patch('ClusterExternalSecret', 'x', {
        spec: { externalSecretName: 'renamed' },
      });
      expect(bench.child()).toBeUndefined();
      expect(bench.child('renamed')).toBeDefined();
    });

    it('synced at once when it is annotated with force-sync', () => {
      bench.create(distribution('x'));
      bench.rotate('demo-only-2');
      bench.patch('ClusterExternalSecret', 'x', {
        metadata: { annotations: { 'external-secrets.io/force-sync': '1' } },
      });
      expect(bench.valueOf('token')).toBe('demo-only-2');
    });
  });
});
