import fc from 'fast-check';
import { Deadlines } from './Deadlines';

describe('Deadlines', () => {
  it('gives each key once, when its moment has come, as a look at all of them would', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const moment = fc.oneof(
      fc.integer({ min: -5_000, max: 5_000 }),
      fc.constant(Infinity),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({ key, moment }),
            fc.record({ key }),
            fc.record({ now: fc.integer({ min: -5_000, max: 5_000 }) }),
          ),
        ),
        steps => {
          const deadlines = new Deadlines();
          const plain = new Map<string, number>();
          for (const step of steps) {
            let taken: string[] = [];
            let due: string[] = [];
            if ('now' in step) {
              taken = deadlines.takeDue(step.now);
              due = [...plain]
                .filter(([, at]) => at <= step.now)
                .map(([name]) => name);
              due.forEach(name => plain.delete(name));
            } else if ('moment' in step) {
              deadlines.set(step.key, step.moment);
              if (step.moment === Infinity) {
                plain.delete(step.key);
              } else {
                plain.set(step.key, step.moment);
              }
            } else {
              deadlines.delete(step.key);
              plain.delete(step.key);
            }
            expect(taken.sort()).toEqual(due.sort());
            for (const each of ['a', 'b', 'c', 'd']) {
              expect(deadlines.get(each)).toBe(plain.get(each));
            }
          }
        },
      ),
    );
  });
});
