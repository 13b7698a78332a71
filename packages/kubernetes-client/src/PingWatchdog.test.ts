import fc from 'fast-check';
import { LOOKS_PER_INTERVAL, PingWatchdog, Pulse } from './PingWatchdog';

/** Looks at a connection so often while nothing arrives; the look at which it was given up, from 1. */
function silence(pulse: Pulse, bytesRead: number, looks: number) {
  for (let look = 1; look <= looks; look += 1) {
    if (pulse.isDead(bytesRead)) {
      return look;
    }
  }
  return undefined;
}

describe('PingWatchdog', () => {
  it('gives up a connection after two intervals without a byte', () => {
    const pulse = new PingWatchdog().watch();
    expect(pulse.isDead(100)).toBe(false);
    expect(silence(pulse, 100, 100)).toBe(2 * LOOKS_PER_INTERVAL + 1);
  });

  it('never gives up a connection that delivers, whatever becomes of its pings', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            silentLooks: fc.nat({ max: 2 * LOOKS_PER_INTERVAL }),
            isPinged: fc.boolean(),
          }),
        ),
        steps => {
          const pulse = new PingWatchdog().watch();
          let bytesRead = 0;
          for (const { silentLooks, isPinged } of steps) {
            bytesRead += 1;
            if (isPinged) {
              pulse.pinged();
            }
            expect(silence(pulse, bytesRead, silentLooks + 1)).toBeUndefined();
          }
        },
      ),
    );
  });

  it('gives up one connection at most to a server that answers no pings', () => {
    const watchdog = new PingWatchdog();
    expect(silence(watchdog.watch(), 100, 100)).toBeDefined();
    expect(silence(watchdog.watch(), 100, 100)).toBeUndefined();
    expect(silence(watchdog.watch(), 100, 100)).toBeUndefined();
  });

  it('gives up every silent connection to a server that has answered pings since', () => {
    const watchdog = new PingWatchdog();
    silence(watchdog.watch(), 100, 100);
    const answering = watchdog.watch();
    answering.pinged();
    expect(silence(answering, 100, 100)).toBeDefined();
    expect(silence(watchdog.watch(), 100, 100)).toBeDefined();
  });
});
