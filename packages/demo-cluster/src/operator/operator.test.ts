import { OperatorBench } from '../testUtils/operatorBench';
import { distribution, HUB, labelledNamespace } from '../testUtils/objects';
import { startDemoCluster } from '../startDemoCluster';

describe('the emulated operator can be made to', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
  });
  afterEach(() => bench.stop());

  it('hang: Ready stays, only the refresh time tells', () => {
    bench.create(distribution('x'));
    bench.demo.operator.pause();
    bench.label({ 'secrets/x': null });
    bench.clock.advance(600_000);
    expect(bench.ready()).toMatchObject({ status: 'True' });
    expect(bench.refreshedAfterMs()).toBe(0);
    bench.demo.operator.resume();
    bench.clock.advance(0);
    expect(bench.child()).toBeUndefined();
  });

  it('leave one object alone', () => {
    bench.create(distribution('x'));
    const frozen = { kind: 'ExternalSecret', name: 'x', namespace: 'app' };
    bench.demo.operator.freeze(frozen);
    bench.clock.advance(600_000);
    expect(bench.refreshedAfterMs()).toBe(0);
    bench.demo.operator.unfreeze(frozen);
    bench.clock.advance(0);
    expect(bench.refreshedAfterMs()).toBe(600_000);
  });

  it('lose a store, while the copy stays in place, and find it again', () => {
    bench.create(distribution('x'));
    bench.demo.operator.breakStore(HUB);
    bench.clock.advance(31_000);
    expect(
      bench.find('ClusterSecretStore', HUB)?.status.conditions[0],
    ).toMatchObject({ status: 'False', reason: 'InvalidProviderConfig' });
    expect(bench.ready()).toMatchObject({ status: 'False' });
    expect(bench.valueOf('token')).toBe('demo-only-1');
    bench.demo.operator.repairStore(HUB);
    bench.clock.advance(120_000);
    expect(bench.ready()).toMatchObject({ status: 'True' });
  });

  it('take its time', async () => {
    const slow = await startDemoCluster({
      world: 'empty',
      clock: bench.clock,
      reactionMs: 1_500,
    });
    slow.api.create(labelledNamespace('app', 'x'));
    slow.api.create(distribution('x'));
    bench.clock.advance(1_499);
    expect(slow.api.list('ExternalSecret')).toEqual([]);
    bench.clock.advance(1);
    expect(slow.api.list('ExternalSecret')).toHaveLength(1);
    await slow.stop();
  });
});
