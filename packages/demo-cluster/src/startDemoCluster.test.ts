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
});
