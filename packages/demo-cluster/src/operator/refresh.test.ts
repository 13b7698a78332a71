import { OperatorBench } from '../testUtils/operatorBench';
import {
  distribution,
  externalSecret,
  HUB,
  secret,
} from '../testUtils/objects';

describe('an emulated ExternalSecret is refreshed', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
  });
  afterEach(() => bench.stop());

  const failures = () =>
    bench
      .eventsAbout(bench.child())
      .filter(({ reason }) => reason === 'UpdateFailed')
      .reduce((sum, { count }) => sum + count, 0);

  it('periodically', () => {
    bench.create(distribution('x'));
    bench.rotate('demo-only-2');
    bench.clock.advance(29_000);
    expect(bench.valueOf('token')).toBe('demo-only-1');
    bench.clock.advance(2_000);
    expect(bench.valueOf('token')).toBe('demo-only-2');
    expect(bench.refreshedAfterMs()).toBe(30_000);
    bench.clock.advance(300_000);
    expect(bench.refreshedAfterMs()).toBeGreaterThan(300_000);
  });

  it.each([
    ['with interval 0', { refreshInterval: '0' }],
    ['with policy CreatedOnce', { refreshPolicy: 'CreatedOnce' }],
  ])('once only, %s', (_case, changes) => {
    bench.create(distribution('x', changes));
    bench.rotate('demo-only-2');
    bench.clock.advance(3_600_000);
    bench.patch(
      'ExternalSecret',
      'x',
      { metadata: { annotations: { any: 'thing' } } },
      'app',
    );
    bench.clock.advance(1_000);
    expect(bench.valueOf('token')).toBe('demo-only-1');
  });

  it('only on a change, with policy OnChange', () => {
    bench.create(externalSecret('own', 'app', { refreshPolicy: 'OnChange' }));
    bench.rotate('demo-only-2');
    bench.clock.advance(3_600_000);
    expect(bench.valueOf('token', 'own')).toBe('demo-only-1');
    bench.patch(
      'ExternalSecret',
      'own',
      { metadata: { annotations: { any: 'thing' } } },
      'app',
    );
    expect(bench.valueOf('token', 'own')).toBe('demo-only-2');
  });

  it('when somebody changes or deletes the Secret', () => {
    bench.create(distribution('x'));
    bench.patch('Secret', 'x', { data: { token: 'bWluZQ==' } }, 'app');
    expect(bench.valueOf('token')).toBe('demo-only-1');
    bench.delete('Secret', 'x', 'app');
    expect(bench.valueOf('token')).toBe('demo-only-1');
  });

  it('later and later while it fails, and recovers by itself', () => {
    bench.create(distribution('x'));
    bench.delete('Secret', 'github-pat', HUB);
    bench.clock.advance(30_001);
    expect(failures()).toBe(1);
    expect(bench.ready()).toMatchObject({ status: 'False' });
    expect(bench.refreshedAfterMs()).toBe(0);
    expect(bench.valueOf('token')).toBe('demo-only-1');
    // 1 + 2 + 4 + 8 + 16 s
    bench.clock.advance(31_000);
    expect(failures()).toBe(6);
    bench.create(secret('github-pat', HUB, { token: 'demo-only-3' }));
    bench.clock.advance(31_000);
    expect(bench.ready()).toMatchObject({ status: 'False' });
    bench.clock.advance(1_000);
    expect(bench.ready()).toMatchObject({ status: 'True' });
    expect(bench.valueOf('token')).toBe('demo-only-3');
  });
});
