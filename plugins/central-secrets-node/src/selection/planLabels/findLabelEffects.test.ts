import fc from 'fast-check';
import { isAskedFor, isSelected } from '../selectors';
import {
  labelsArbitrary,
  selectorArbitrary,
} from '../__testUtils__/arbitraries';
import { findLabelEffects } from './findLabelEffects';

const INVALID = {
  matchExpressions: [{ key: 'tier', operator: 'Is', values: ['x'] }],
};

describe('findLabelEffects', () => {
  it('says what a change brings, ends and requests, as the selectors do', () => {
    const distributions = fc.array(
      fc.record({
        selectors: fc.array(
          fc.oneof(
            { arbitrary: selectorArbitrary, weight: 5 },
            { arbitrary: fc.constant(INVALID), weight: 1 },
          ),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        distributions,
        labelsArbitrary,
        labelsArbitrary,
        (all, before, after) => {
          const changed = (
            holds: typeof isSelected,
            first: object,
            then: object,
          ) =>
            all.filter(
              each =>
                !holds(each, { labels: first as typeof before }) &&
                holds(each, { labels: then as typeof before }),
            );
          expect(findLabelEffects(all, before, after)).toEqual({
            arriving: changed(isSelected, before, after),
            leaving: changed(isSelected, after, before),
            requested: changed(isAskedFor, before, after),
          });
        },
      ),
    );
  });

  it('requests, and does not bring, what an invalid selector holds back', () => {
    const waiting = { selectors: [{ matchLabels: { a: '1' } }, INVALID] };
    const other = { selectors: [{ matchLabels: { a: '1' } }] };
    const gone = { selectors: [{ matchLabels: { b: '1' } }] };
    const same = { selectors: [{ matchLabels: { c: '1' } }] };
    expect(
      findLabelEffects(
        [waiting, other, gone, same],
        { b: '1', c: '1' },
        { a: '1', c: '1' },
      ),
    ).toEqual({
      arriving: [other],
      leaving: [gone],
      requested: [waiting, other],
    });
    expect(findLabelEffects([waiting], { a: '1' }, {})).toEqual({
      arriving: [],
      leaving: [],
      requested: [],
    });
  });
});
