import { binding, deliveryIn, response } from '../__testUtils__/fixtures';
import { testTranslate } from '../__testUtils__/translate';
import type { BindingNotice } from './bindings';
import { rowsOf } from './rows';
import { countByState, summaryText } from './summary';

const t = testTranslate();
const NONE = new Map<string, number>();
const notices = (...problems: BindingNotice['problem'][]) =>
  problems.map(problem => ({ binding: binding(), problem }));

describe('the summary of the page', () => {
  it('counts each state, the synced ones first', () => {
    const deliveries = [
      deliveryIn('failed', 'a'),
      deliveryIn('synced', 'b'),
      deliveryIn('failed', 'c'),
      { ...deliveryIn('failed', 'd'), state: 'new-state' },
    ];
    const counts = countByState(rowsOf(response({ deliveries })));
    expect(summaryText(counts, notices('missing'), { complete: true }, t)).toBe(
      '1 synced · 1 new-state · 2 failed',
    );
  });

  it.each([
    [[], true, 'No secrets yet'],
    [[], false, 'Unknown: the cluster is not observed'],
    [['elsewhere'], true, 'No secrets yet'],
    [
      ['missing', 'unconfirmed'],
      true,
      'Hidden until the namespace is confirmed',
    ],
    [['missing', 'elsewhere'], true, 'The namespace does not exist'],
    [['outside', 'unseen'], true, 'Unknown: the cluster is not observed'],
    [['missing', 'outside'], true, 'The namespace is not observed'],
  ] as const)(
    'says why nothing is counted (%j, complete: %s)',
    (problems, complete, text) => {
      expect(summaryText(NONE, notices(...problems), { complete }, t)).toBe(
        text,
      );
    },
  );
});
