import { OperatorBench } from '../testUtils/operatorBench';
import { clusterStore, distribution, HUB, secret } from '../testUtils/objects';

describe('the emulated ExternalSecret controller', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
  });
  afterEach(() => bench.stop());

  describe('follows the policies', () => {
    it('Owner: adopts a Secret that nobody owns and replaces its data', () => {
      bench.create(
        secret('x', 'app', { other: 'demo-only' }),
        distribution('x'),
      );
      expect(bench.target()?.data).toEqual({
        token: Buffer.from('demo-only-1').toString('base64'),
      });
      expect(bench.target()?.metadata.ownerReferences).toMatchObject([
        { kind: 'ExternalSecret', name: 'x' },
      ]);
    });

    it('Orphan: the Secret stays when the ExternalSecret goes', () => {
      bench.create(distribution('x', { target: { creationPolicy: 'Orphan' } }));
      bench.label({ 'secrets/x': null });
      expect(bench.child()).toBeUndefined();
      expect(bench.target()).toBeDefined();
    });

    it('Merge: adds to a Secret, and waits for one that is not there', () => {
      bench.create(distribution('x', { target: { creationPolicy: 'Merge' } }));
      expect(bench.ready()).toMatchObject({
        status: 'True',
        reason: 'SecretMissing',
        message: 'secret will not be created due to CreationPolicy=Merge',
      });
      bench.create(secret('x', 'app', { other: 'demo-only' }));
      bench.clock.advance(31_000);
      expect(bench.valueOf('token')).toBe('demo-only-1');
      expect(bench.valueOf('other')).toBe('demo-only');
    });

    it('None: writes no Secret and says that it is synced', () => {
      bench.create(distribution('x', { target: { creationPolicy: 'None' } }));
      expect(bench.ready()).toMatchObject({ reason: 'SecretSynced' });
      expect(bench.target()).toBeUndefined();
    });

    it('Delete: deletes the Secret when the source is gone', () => {
      bench.create(
        clusterStore('fake', {
          provider: { fake: { data: [{ key: 'k', value: 'demo-only' }] } },
        }),
        distribution('x', {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'fake' },
          target: { deletionPolicy: 'Delete' },
          data: [{ secretKey: 'k', remoteRef: { key: 'k' } }],
        }),
      );
      expect(bench.target()).toBeDefined();
      bench.patch('ClusterSecretStore', 'fake', {
        spec: { provider: { fake: { data: [] } } },
      });
      bench.clock.advance(31_000);
      expect(bench.target()).toBeUndefined();
      expect(bench.ready()).toMatchObject({
        status: 'True',
        reason: 'SecretDeleted',
        message: 'secret deleted due to DeletionPolicy=Delete',
      });
    });
  });

  describe('leaves nothing of what a Secret was before', () => {
    const change = (externalSecretSpec: object) =>
      bench.patch('ClusterExternalSecret', 'x', {
        spec: { externalSecretSpec },
      });

    it('the keys and labels of earlier, also in a Secret that it only adds to', () => {
      bench.create(
        secret('x', 'app', { other: 'demo-only' }),
        distribution('x', {
          target: {
            creationPolicy: 'Merge',
            template: {
              metadata: { labels: { earlier: 'yes' } },
              data: { earlier: '{{ .token }}' },
            },
          },
        }),
      );
      expect(bench.valueOf('earlier')).toBe('demo-only-1');
      expect(bench.target()?.metadata.labels).toHaveProperty('earlier');
      change({
        target: {
          template: {
            metadata: { labels: { earlier: null } },
            data: { earlier: null, later: '{{ .token }}' },
          },
        },
      });
      expect(Object.keys(bench.target()?.data).sort()).toEqual([
        'later',
        'other',
      ]);
      expect(bench.target()?.metadata.labels).not.toHaveProperty('earlier');
    });

    it('its ownership, when the policy is no longer Owner', () => {
      bench.create(distribution('x'));
      change({ target: { creationPolicy: 'Merge' } });
      expect(bench.target()?.metadata.ownerReferences).toEqual([]);
      expect(bench.target()?.metadata.labels).toEqual({
        'reconcile.external-secrets.io/managed': 'true',
      });
    });

    it('the Secret itself, when the target has another name', () => {
      bench.create(distribution('x'));
      change({ target: { name: 'renamed' } });
      expect(bench.target()).toBeUndefined();
      expect(bench.valueOf('token', 'renamed')).toBe('demo-only-1');
      expect(bench.eventsAbout(bench.child())).toContainEqual(
        expect.objectContaining({
          reason: 'Deleted',
          message: 'secret deleted because it was orphaned',
        }),
      );
    });
  });

  describe('takes notice of a Secret', () => {
    const MANAGED = 'reconcile.external-secrets.io/managed';

    it('that is in its way, also when the source cannot be read', () => {
      bench.create(
        secret('x', 'app', { other: 'demo-only' }),
        distribution('x', {
          data: [{ secretKey: 'k', remoteRef: { key: 'no-such-secret' } }],
        }),
      );
      expect(bench.ready()).toMatchObject({ status: 'False' });
      expect(bench.target()?.metadata.labels).toEqual({ [MANAGED]: 'true' });
      expect(bench.valueOf('other')).toBe('demo-only');
    });

    it('that somebody made, only when it looks again', () => {
      bench.create(distribution('x', { target: { creationPolicy: 'Merge' } }));
      bench.create(secret('x', 'app', { other: 'demo-only' }));
      bench.clock.advance(1_000);
      expect(bench.target()?.metadata.labels).toBeUndefined();
      bench.clock.advance(31_000);
      expect(bench.target()?.metadata.labels).toEqual({ [MANAGED]: 'true' });
    });
  });

  describe('writes the Secret', () => {
    it('from all of a source, where dataFrom asks for that', () => {
      bench.create(
        secret('many', HUB, { A: 'demo-only-a', B: 'demo-only-b' }),
        distribution('x', {
          data: undefined,
          dataFrom: [{ extract: { key: 'many' } }],
        }),
      );
      expect(Object.keys(bench.target()?.data)).toEqual(['A', 'B']);
    });

    it('with its marks, and with what the template says', () => {
      bench.create(
        distribution('x', {
          target: {
            template: {
              type: 'example.org/own',
              metadata: { labels: { kind: '{{ .token }}' } },
              data: { auth: '{{ printf "u:%s" .token | b64enc }}' },
            },
          },
        }),
      );
      expect(bench.target()?.type).toBe('example.org/own');
      expect(bench.target()?.metadata.labels).toMatchObject({
        kind: 'demo-only-1',
        'reconcile.external-secrets.io/managed': 'true',
        'reconcile.external-secrets.io/created-by': expect.any(String),
      });
      expect(Object.keys(bench.target()?.data)).toEqual(['auth']);
      expect(bench.valueOf('auth')).toBe(
        Buffer.from('u:demo-only-1').toString('base64'),
      );
    });
  });
});
