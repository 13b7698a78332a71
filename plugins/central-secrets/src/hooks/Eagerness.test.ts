import fc from 'fast-check';
import { Eagerness } from './Eagerness';

const HOUR_MS = 3_600_000;

/** When it asks within a time, while the same things are on their way. */
function questionsWithin(milliseconds: number, moving: readonly string[]) {
  const eagerness = new Eagerness();
  const times = [0];
  for (;;) {
    const last = times[times.length - 1];
    const next = last + eagerness.intervalMs(moving, last);
    if (next > milliseconds) {
      return times;
    }
    times.push(next);
  }
}

describe('how soon the page asks again', () => {
  it('is every 15 s while nothing is on its way', () => {
    expect(questionsWithin(60_000, [])).toEqual([
      0, 15_000, 30_000, 45_000, 60_000,
    ]);
  });

  it('is every 2 s just after something has begun to move', () => {
    expect(questionsWithin(10_000, ['a'])).toEqual([
      0, 2_000, 4_000, 6_000, 8_000, 10_000,
    ]);
  });

  it('is as rare as at rest for what stays on its way', () => {
    const atRest = questionsWithin(HOUR_MS, []).length;
    const moving = questionsWithin(HOUR_MS, ['a', 'b']);
    expect(moving.length).toBeLessThan(atRest + 15);
    const [beforeLast, last] = moving.slice(-2);
    expect(last - beforeLast).toBe(15_000);
  });

  it('is every 2 s again when something else begins to move', () => {
    const eagerness = new Eagerness();
    eagerness.intervalMs(['a'], 0);
    expect(eagerness.intervalMs(['a'], HOUR_MS)).toBe(15_000);
    expect(eagerness.intervalMs(['a', 'b'], HOUR_MS)).toBe(2_000);
  });

  it('lies between 2 s and 15 s, whatever moves and whatever the clock does', () => {
    const anySteps = fc.array(
      fc.tuple(
        fc.uniqueArray(fc.constantFrom('a', 'b', '__proto__')),
        fc.integer(),
      ),
    );
    fc.assert(
      fc.property(anySteps, steps => {
        const eagerness = new Eagerness();
        steps.forEach(([moving, now]) => {
          const interval = eagerness.intervalMs(moving, now);
          expect(interval).toBeGreaterThanOrEqual(2_000);
          expect(interval).toBeLessThanOrEqual(15_000);
        });
      }),
    );
  });
});
