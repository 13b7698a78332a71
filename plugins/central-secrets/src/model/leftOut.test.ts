import { testTranslate } from '../__testUtils__/translate';
import { leftOutTexts, statesLeftOut } from './leftOut';

const t = testTranslate();
const NONE = { namespaces: 0, deliveries: {}, available: 0 };

describe('what an answer leaves out', () => {
  it('is nothing, where the answer is complete', () => {
    expect(leftOutTexts({}, t)).toEqual([]);
    expect(leftOutTexts({ leftOut: NONE }, t)).toEqual([]);
    expect(statesLeftOut({})).toEqual([]);
  });

  it.each([
    [
      { namespaces: 1 },
      'Only the first 50 namespaces are read: 1 more is ignored. Shorten the annotation backstage.io/kubernetes-namespace.',
    ],
    [
      { deliveries: { synced: 2, failed: 1 } },
      '3 more deliveries are not shown: 1 Failed · 2 Synced. List them with kubectl get externalsecrets.',
    ],
    [{ available: 4 }, '4 more available distributions are not shown.'],
  ])('is one sentence (%j)', (leftOut, text) => {
    expect(leftOutTexts({ leftOut: { ...NONE, ...leftOut } }, t)).toEqual([
      text,
    ]);
  });

  it('has states, the worst first', () => {
    const deliveries = { synced: 2, 'not-requested': 1, failed: 1 };
    expect(statesLeftOut({ leftOut: { ...NONE, deliveries } })).toEqual([
      'failed',
      'not-requested',
      'synced',
    ]);
  });
});
