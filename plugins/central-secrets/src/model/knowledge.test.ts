import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  binding,
  before,
  cluster,
  kinds,
  response,
} from '../__testUtils__/fixtures';
import { knowledgeOf, knowledgeOfClusters } from './knowledge';

const SEEN_AT = Date.parse(before(2_000));
const seen = { observedAt: before(2_000), error: null, count: 3 };
const never = { observedAt: null, error: null, count: null };
const failing = (problem: string, observedAt: string | null) => ({
  observedAt,
  error: {
    code: 'forbidden' as const,
    message: message('no-answer', { problem }),
  },
  count: null,
});

describe('what is known of clusters', () => {
  it('is everything, where every kind is observed', () => {
    expect(knowledgeOfClusters([cluster()])).toEqual({
      live: true,
      observedAt: SEEN_AT,
      problems: [],
      skipped: [],
      complete: true,
      otherClocks: [],
    });
  });

  it.each([
    ['namespaces', false],
    ['clusterexternalsecrets', false],
    ['externalsecrets', false],
    ['events', true],
  ])('is complete without %s: %s', (kind, complete) => {
    const without = (observation: typeof seen | typeof never) =>
      knowledgeOfClusters([
        cluster({ name: 'well' }),
        cluster({ kinds: kinds({ [kind]: observation }) }),
      ]);
    expect(without(never).complete).toBe(complete);
    expect(without(failing('no', before(2_000)) as never).complete).toBe(
      complete,
    );
    expect(without(seen).complete).toBe(true);
  });

  it('is not complete where a needed kind is missing from the answer', () => {
    expect(knowledgeOfClusters([cluster({ kinds: {} })]).complete).toBe(false);
  });

  it('is not complete where a cluster is skipped', () => {
    const skipped = [{ name: 'edge', reason: 'no credentials' }];
    expect(knowledgeOfClusters([cluster()], skipped as never)).toMatchObject({
      complete: false,
      skipped,
    });
  });

  it('is as old as the kind that was seen least recently', () => {
    const old = { ...seen, observedAt: before(9_000) };
    expect(
      knowledgeOfClusters([cluster({ kinds: kinds({ events: old }) })])
        .observedAt,
    ).toBe(Date.parse(before(9_000)));
  });

  it('is not live where a kind was never seen, or no cluster is there', () => {
    const unseen = cluster({ kinds: kinds({ events: never }) });
    for (const clusters of [[unseen], [cluster(), unseen], []]) {
      expect(knowledgeOfClusters(clusters)).toMatchObject({
        live: false,
        observedAt: undefined,
        problems: [],
      });
    }
  });

  it('is not live where a kind fails that was seen before', () => {
    const events = failing('gone', before(2_000));
    expect(
      knowledgeOfClusters([cluster({ kinds: kinds({ events }) })]),
    ).toMatchObject({ live: false, observedAt: SEEN_AT });
  });

  it('has one problem for all the kinds that fail for the same reason', () => {
    const clusters = [
      cluster({
        kinds: kinds({
          namespaces: failing('no right', before(5_000)),
          events: failing('gone', null),
          externalsecrets: failing('no right', before(7_000)),
        }),
      }),
    ];
    expect(knowledgeOfClusters(clusters)).toMatchObject({
      live: false,
      problems: [
        {
          cluster: 'hub',
          kinds: ['namespaces', 'externalsecrets'],
          reason: message('no-answer', { problem: 'no right' }),
          observedAt: Date.parse(before(7_000)),
        },
        {
          cluster: 'hub',
          kinds: ['events'],
          reason: message('no-answer', { problem: 'gone' }),
          observedAt: undefined,
        },
      ],
    });
  });

  it('has one problem for a cluster that does not answer, without kinds', () => {
    const silent = { reachable: false, kinds: kinds({}) };
    expect(knowledgeOfClusters([cluster(silent)]).problems).toEqual([
      { cluster: 'hub', reason: undefined, observedAt: SEEN_AT },
    ]);
    const failed = kinds({
      events: failing('timed out', before(2_000)),
      externalsecrets: failing('refused', before(2_000)),
    });
    expect(
      knowledgeOfClusters([cluster({ reachable: false, kinds: failed })])
        .problems,
    ).toEqual([
      {
        cluster: 'hub',
        reason: message('no-answer', { problem: 'refused' }),
        observedAt: SEEN_AT,
      },
    ]);
  });

  it.each([
    [null, []],
    [29_999, []],
    [30_000, [{ cluster: 'hub', offsetMs: 30_000 }]],
    [-30_000, [{ cluster: 'hub', offsetMs: -30_000 }]],
  ])('names a clock that is %s ms off: %j', (clockOffsetMs, otherClocks) => {
    expect(knowledgeOfClusters([cluster({ clockOffsetMs })])).toMatchObject({
      otherClocks,
    });
  });
});

describe('what is known for an entity', () => {
  it('is what is known of the clusters that its namespaces are in', () => {
    const broken = cluster({ name: 'other', reachable: false });
    const clusters = [cluster(), broken];
    expect(knowledgeOf(response({ clusters })).problems).toEqual([]);
    const bindings = [binding({ cluster: 'other' })];
    expect(knowledgeOf(response({ clusters, bindings })).problems).toEqual([
      expect.objectContaining({ cluster: 'other' }),
    ]);
  });

  it('counts the clusters that are skipped', () => {
    const skippedClusters = [{ name: 'edge', reason: 'no credentials' }];
    expect(
      knowledgeOf(response({ skippedClusters: skippedClusters as never }))
        .complete,
    ).toBe(false);
  });
});
