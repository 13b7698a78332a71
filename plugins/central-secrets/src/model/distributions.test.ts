import {
  distribution,
  distributionsResponse,
} from '../__testUtils__/distributionFixtures';
import { testTranslate } from '../__testUtils__/translate';
import { cluster } from '../__testUtils__/fixtures';
import {
  allClustersOf,
  distributionRowsOf,
  namespacesText,
  platformSummary,
  standingFor,
  stateChoicesOf,
  stateCountsOf,
} from './distributions';

const names = (rows: readonly { name: string }[]) =>
  rows.map(({ name }) => name);
const NO_FINDINGS = { errors: 0, warnings: 0, notes: 0, complete: true };

describe('distributionRowsOf', () => {
  it('puts what is in trouble, or not counted, into a section of its own, in the order of the answer', () => {
    const rows = distributionRowsOf([
      distribution('uncounted', { states: null }),
      distribution('a-failed', { states: { failed: 4 } }),
      distribution('b-failed', { states: { failed: 4 } }),
      distribution('one-failed', { states: { failed: 1, synced: 9 } }),
      distribution('left', { states: { orphaned: 9, synced: 1 } }),
      distribution('fine'),
    ]);
    expect(names(rows.attention)).toEqual([
      'uncounted',
      'a-failed',
      'b-failed',
      'one-failed',
      'left',
    ]);
    expect(names(rows.healthy)).toEqual(['fine']);
  });

  it('finds no trouble in what has arrived, what nobody asked for, and what is worth a note', () => {
    const rows = distributionRowsOf([
      distribution('a-unused', { states: {} }),
      distribution('b-arrived', { states: { synced: 1 } }),
      distribution('c-given-back', { states: { 'not-requested': 1 } }),
      distribution('d-noted', {
        findings: { ...NO_FINDINGS, warnings: 1, notes: 2 },
      }),
    ]);
    expect(rows.attention).toEqual([]);
    expect(names(rows.healthy)).toEqual([
      'a-unused',
      'b-arrived',
      'c-given-back',
      'd-noted',
    ]);
  });

  it('calls nothing as it should be that is still on its way, as on the Secrets tab', () => {
    const rows = distributionRowsOf([
      distribution('b-left', { states: { orphaned: 1 } }),
      distribution('a-arriving', { states: { pending: 1, synced: 9 } }),
    ]);
    expect(names(rows.attention)).toEqual(['b-left', 'a-arriving']);
  });

  it('finds trouble in an error in a manifest, as in a namespace', () => {
    const rows = distributionRowsOf([
      distribution('b-deleted', { states: { terminating: 1 } }),
      distribution('a-error', { findings: { ...NO_FINDINGS, errors: 3 } }),
    ]);
    expect(names(rows.attention)).toEqual(['b-deleted', 'a-error']);
  });
});

describe('standingFor', () => {
  it.each([
    [{ 'not-requested': 3, synced: 1 }, 'synced'],
    [{ synced: 9, failed: 1 }, 'failed'],
    [{ 'not-requested': 1 }, 'not-requested'],
    [{}, undefined],
  ])('lets %j stand under %s', (states, state) => {
    expect(standingFor(stateCountsOf({ states })!)).toBe(state);
  });
});

describe('stateCountsOf', () => {
  it('sorts the states that namespaces are in, the worst first', () => {
    const states = { synced: 2, failed: 1, stale: 0, pending: 3 };
    expect(stateCountsOf({ states })).toEqual([
      { state: 'failed', count: 1 },
      { state: 'pending', count: 3 },
      { state: 'synced', count: 2 },
    ]);
  });

  it('counts nothing where nothing is known', () => {
    expect(stateCountsOf({ states: null })).toBeUndefined();
  });
});

describe('stateChoicesOf', () => {
  const counts = [
    { state: 'failed' as const, count: 1 },
    { state: 'synced' as const, count: 2 },
  ];

  it.each([undefined, 'failed', 'synced'])(
    'offers the counted states where %s is chosen',
    chosen => {
      expect(stateChoicesOf(counts, chosen)).toEqual(counts);
    },
  );

  it('keeps the chosen state that no namespace is in', () => {
    const stale = { state: 'stale', count: 0 };
    expect(stateChoicesOf(counts, 'stale')).toEqual([...counts, stale]);
    expect(stateChoicesOf(undefined, 'stale')).toEqual([stale]);
    expect(stateChoicesOf(undefined, undefined)).toEqual([]);
  });
});

describe('namespacesText', () => {
  it.each([
    [null, 'Not counted yet.'],
    [{}, 'No namespace requests it.'],
    [{ synced: 3 }, '3 namespaces'],
    [{ synced: 40, failed: 2 }, '42 namespaces: 2 Failed · 40 Synced'],
  ])('says of %j: %s', (states, text) => {
    expect(namespacesText(stateCountsOf({ states }), testTranslate())).toBe(
      text,
    );
  });
});

describe('allClustersOf', () => {
  it('lists every cluster by name, with the displayed name', () => {
    const clusters = [
      cluster({ name: 'b' }),
      cluster({ name: 'c', title: 'A' }),
    ];
    const otherClusters = [{ name: 'a', title: null }] as never;
    expect(allClustersOf({ clusters, otherClusters })).toEqual([
      { name: 'a', title: 'a' },
      { name: 'b', title: 'b' },
      { name: 'c', title: 'A' },
    ]);
    expect(allClustersOf({ clusters })).toHaveLength(2);
  });
});

describe('platformSummary', () => {
  const t = testTranslate();
  const known = { complete: true };
  const summaryOf = (
    distributions: Parameters<typeof distributionsResponse>[0],
    knowledge = known,
    search?: string,
  ) =>
    platformSummary(distributionsResponse(distributions), knowledge, search, t);

  it('counts distributions, those in trouble, and copies', () => {
    const distributions = [
      distribution('a', {
        states: { synced: 3, failed: 1, 'not-requested': 5 },
      }),
      distribution('b', { states: { synced: 2 } }),
    ];
    expect(summaryOf(distributions)).toBe(
      '2 distributions · 1 needs attention · 5 of 6 copies synced',
    );
  });

  it('does not count what is not known', () => {
    expect(summaryOf([distribution('a', { states: null })])).toBe(
      '1 distribution · 1 needs attention · 1 not counted yet',
    );
  });

  it('takes a copy of which nothing is known neither for one that arrives nor for one that does not', () => {
    const unseen = distribution('a', { states: { unknown: 4 } });
    const seen = distribution('b', { states: { synced: 2 } });
    expect(summaryOf([unseen])).toBe(
      '1 distribution · 1 needs attention · status unknown for 4 copies',
    );
    expect(summaryOf([unseen, seen])).toBe(
      '2 distributions · 1 needs attention · 2 of 2 copies synced · status unknown for 4 copies',
    );
  });

  it('counts what is on other pages, too', () => {
    const summary = { attention: 2, uncounted: 0, states: { synced: 90 } };
    expect(
      platformSummary(
        distributionsResponse([distribution('a')], { total: 30, summary }),
        known,
        undefined,
        t,
      ),
    ).toBe('30 distributions · 2 need attention · 90 of 90 copies synced');
  });

  it('counts no more than distributions where an older backend adds nothing up', () => {
    expect(
      platformSummary(
        distributionsResponse([distribution('a')], { summary: undefined }),
        known,
        undefined,
        t,
      ),
    ).toBe('1 distribution');
  });

  it('does not say that there are none where none matches', () => {
    expect(summaryOf([], known, 'mail')).toBe('0 distributions');
    expect(summaryOf([], known, '')).toBe('No distributions yet');
  });

  it('counts the copies, of which none is synced', () => {
    expect(summaryOf([distribution('a', { states: { failed: 2 } })])).toBe(
      '1 distribution · 1 needs attention · 0 of 2 copies synced',
    );
  });

  it('counts the distributions of this page, where an older backend counts none', () => {
    expect(
      platformSummary(
        { ...distributionsResponse([distribution('a')]), total: undefined },
        known,
        undefined,
        t,
      ),
    ).toMatch(/^1 distribution · /);
  });

  it('says that there are none only where that is known', () => {
    expect(summaryOf([])).toBe('No distributions yet');
    expect(summaryOf([], { complete: false })).toBe(
      'Unknown: no cluster is observed',
    );
  });
});
