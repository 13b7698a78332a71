import fc from 'fast-check';
import { SortedMap } from './SortedMap';

describe('SortedMap', () => {
  it('gives what is behind a key as a sorted map does, whatever was set and deleted', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(fc.nat()), key)),
        fc.option(key, { nil: undefined }),
        (actions, from) => {
          const sorted = new SortedMap<number>();
          const model = new Map<string, number>();
          for (const [value, text] of actions) {
            if (value === null) {
              sorted.delete(text);
              model.delete(text);
            } else {
              sorted.set(text, value);
              model.set(text, value);
            }
          }
          expect(sorted.size).toBe(model.size);
          expect(
            [...sorted.after(from)].map(each => [each.key, each.value]),
          ).toEqual(
            [...model]
              .sort()
              .filter(([text]) => from === undefined || text > from),
          );
        },
      ),
    );
  });
});
