import fc from 'fast-check';
import { Moments } from './Moments';

const MINUTE_MS = 60_000;

describe('Moments', () => {
  it('knows the oldest of those that are left, to the minute', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('a', 'b', 'c', 'd'),
            fc.option(fc.nat({ max: 20 * MINUTE_MS }), { nil: undefined }),
          ),
        ),
        changes => {
          const moments = new Moments();
          const known = new Map<string, number>();
          for (const [key, moment] of changes) {
            moments.set(key, moment);
            if (moment === undefined) {
              known.delete(key);
            } else {
              known.set(key, moment);
            }
          }
          const minutes = [...known.values()].map(moment =>
            Math.floor(moment / MINUTE_MS),
          );
          expect(moments.oldest).toBe(
            minutes.length > 0 ? Math.min(...minutes) * MINUTE_MS : undefined,
          );
        },
      ),
    );
  });
});
