import { ManualClock } from './clock';
import { startDemoCluster } from './startDemoCluster';
import { httpClient, NAMESPACES } from './testUtils/httpClient';

describe('startDemoCluster', () => {
  it('leaves no timer and no listening port behind', async () => {
    const clock = new ManualClock();
    const demo = await startDemoCluster({ clock });
    clock.advance(60_000);
    const watch = await httpClient(demo).watch(NAMESPACES);
    await watch.next();
    await demo.stop();
    expect(clock.pendingTimers).toBe(0);
    await expect(fetch(`${demo.url}/readyz`)).rejects.toThrow();
  });

  it('leaves nothing behind either when the port is taken', async () => {
    const clock = new ManualClock();
    const demo = await startDemoCluster({ world: 'empty' });
    const port = Number(new URL(demo.url).port);
    await expect(startDemoCluster({ port, clock })).rejects.toThrow(
      /EADDRINUSE/,
    );
    expect(clock.pendingTimers).toBe(0);
    await demo.stop();
  });

  it('can start again on the port it had', async () => {
    const first = await startDemoCluster({ world: 'empty' });
    const port = Number(new URL(first.url).port);
    await first.stop();
    const second = await startDemoCluster({ world: 'empty', port });
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  it('does not take a version of an earlier run for one of its own', async () => {
    const first = await startDemoCluster({ clock: new ManualClock() });
    const { body } = await httpClient(first).get(NAMESPACES);
    await first.stop();
    const later = new ManualClock();
    later.advance(60_000);
    const second = await startDemoCluster({ world: 'empty', clock: later });
    const answer = await httpClient(second).get(
      `${NAMESPACES}?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    );
    expect(JSON.stringify(answer.body)).toMatch(/too old resource version/);
    await second.stop();
  });
});
