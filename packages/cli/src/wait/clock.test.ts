import fc from 'fast-check';
import { ClockBounds } from './clock';

const NOW = Date.parse('2026-11-23T05:00:00.400Z');

describe('ClockBounds', () => {
  it('never takes a time of ours for an earlier time of the server', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -600_000, max: 600_000 }),
        fc.array(
          fc.record({
            afterMs: fc.nat(2_000),
            thereMs: fc.nat(300),
            backMs: fc.nat(300),
          }),
          { minLength: 1, maxLength: 10 },
        ),
        (offset, answers) => {
          const bounds = new ClockBounds();
          let now = NOW;
          for (const { afterMs, thereMs, backMs } of answers) {
            const sentAt = now + afterMs;
            const server = sentAt + thereMs + offset;
            now = sentAt + thereMs + backMs;
            bounds.learn(Math.floor(server / 1_000) * 1_000, sentAt, now);
          }
          expect(bounds.latestAtServer(NOW)).toBeGreaterThanOrEqual(
            NOW + offset,
          );
          expect(bounds.latestAtServer(NOW)).toBeLessThanOrEqual(
            NOW + offset + 1_300,
          );
        },
      ),
    );
  });

  it('knows nothing before the first answer', () => {
    const bounds = new ClockBounds();
    bounds.learn(NaN, NOW, NOW);
    expect(bounds.latestAtServer(NOW)).toBe(Infinity);
    expect(bounds.toServer(NOW)).toBe(NOW);
  });

  it('follows a clock that was set', () => {
    const bounds = new ClockBounds();
    bounds.learn(NOW, NOW, NOW + 10);
    bounds.learn(NOW + 60_000, NOW, NOW + 10);
    expect(bounds.latestAtServer(NOW)).toBe(NOW + 61_000);
  });

  it('assumes that clocks that may agree do so', () => {
    const bounds = new ClockBounds();
    bounds.learn(NOW - 400, NOW, NOW + 10);
    expect(bounds.toServer(NOW)).toBe(NOW);
  });
});
