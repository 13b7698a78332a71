import { BUILT_AT, childOf, distribution, namespace } from '../testUtils';
import {
  asking,
  awaitedMoments,
  derive,
  evidenceOf,
  NOW,
  oauth,
  store,
} from './__testUtils__/derive';
import { parseNamespace } from '../records';

const BUILT = Date.parse(BUILT_AT);

const selecting = (selector: object) =>
  distribution('oauth', { spec: { namespaceSelectors: [selector as {}] } });
const labelled = (labels: Record<string, string>) =>
  namespace('app', { metadata: { labels } });

describe('the labels by which a namespace asks', () => {
  it('are shown once each, and only where they are there', () => {
    const chosen = selecting({
      matchLabels: { tier: 'gold' },
      matchExpressions: [
        { key: 'tier', operator: 'Exists' },
        { key: 'legacy', operator: 'DoesNotExist' },
      ],
    });
    const derived = derive([labelled({ tier: 'gold', other: 'x' }), chosen]);
    expect(derived.state).toBe('pending');
    expect(evidenceOf(derived)).toEqual([
      'Namespace app: metadata.labels[tier] = gold',
    ]);
  });

  it('say since when it asks only where the time of each is known', () => {
    const chosen = selecting({ matchLabels: { a: '1', b: '1' } });
    const raw = labelled({ a: '1', b: '1' });
    const since = (labelTimes: Record<string, number>) =>
      derive([raw, chosen], {
        namespace: { ...parseNamespace(raw), labelTimes },
      }).since;
    expect(since({ a: BUILT + 1_000, b: BUILT + 2_000 })).toBe(BUILT + 2_000);
    expect(since({ b: BUILT + 2_000 })).toBeUndefined();
    expect(since({ a: BUILT + 1_000 })).toBeUndefined();
  });

  it('need not be there: it asks from its start, or the distribution’s', () => {
    const chosen = (creationTimestamp: string) =>
      distribution('oauth', {
        metadata: { creationTimestamp },
        spec: {
          namespaceSelectors: [
            { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] },
          ],
        },
      });
    const plain = namespace('app');
    expect(derive([plain, chosen('2026-11-23T04:00:00Z')]).since).toBe(BUILT);
    expect(derive([plain, chosen('2026-11-23T05:00:10Z')]).since).toBe(
      BUILT + 10_000,
    );
  });
});

describe('a pending delivery', () => {
  const raw = asking;
  const withTime = (time: number) => ({
    namespace: {
      ...parseNamespace(raw),
      labelTimes: { 'secrets/oauth': time },
    },
  });

  it('is on its way since the label or the copy, whichever is older', () => {
    const child = childOf(oauth, 'app', {
      metadata: { creationTimestamp: '2026-11-23T05:00:10Z' },
    });
    const since = (time: number) =>
      derive([raw, oauth, child, store], withTime(time)).since;
    expect(since(BUILT + 5_000)).toBe(BUILT + 5_000);
    expect(since(BUILT + 20_000)).toBe(BUILT + 10_000);
  });

  it('is unusual from a minute after the label on', () => {
    const by = (now: string) =>
      derive([raw, oauth], withTime(BUILT), now).remedy.by;
    expect(by('2026-11-23T05:01:00Z')).toBe('nobody');
    expect(by('2026-11-23T05:01:00.001Z')).toBe('platform');
  });

  it('awaits no moment where no time is known', () => {
    expect(awaitedMoments([raw, oauth], NOW)).toHaveLength(0);
  });
});
