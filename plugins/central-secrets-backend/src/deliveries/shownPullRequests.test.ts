import {
  DistributionRecord,
  parseDistribution,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  distribution,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { KnownPullRequest, shownPullRequests } from './shownPullRequests';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const DAY = 24 * 3_600_000;

const known = (change: Partial<KnownPullRequest> = {}): KnownPullRequest => ({
  url: 'https://git.example.com/acme/clusters/pulls/1',
  cluster: 'hub',
  namespace: 'shop',
  distribution: 'registry',
  action: 'add',
  labels: { add: { 'secrets/registry': 'true' }, remove: [] },
  userRef: 'user:default/jane',
  openedAt: NOW - DAY,
  state: 'open',
  checkedAt: NOW - 60_000,
  ...change,
});

function shown(
  pullRequest: KnownPullRequest,
  labels: Record<string, string> = {},
  isVisible: (record: DistributionRecord) => boolean = () => true,
) {
  const registry = parseDistribution(distribution('registry'));
  return shownPullRequests([pullRequest], {
    namespace: parseNamespace(namespace('shop', { metadata: { labels } })),
    distributionOf: name => (name === 'registry' ? registry : undefined),
    isVisible,
    now: NOW,
  });
}

describe('shownPullRequests', () => {
  it('tells an open one, without the labels and everything else that it is not for', () => {
    expect(shown(known())).toEqual([
      {
        cluster: 'hub',
        namespace: 'shop',
        distribution: 'registry',
        action: 'add',
        url: 'https://git.example.com/acme/clusters/pulls/1',
        state: 'open',
        by: 'user:default/jane',
        at: '2026-11-22T06:00:00.000Z',
        endedAt: null,
        checkedAt: '2026-11-23T05:59:00.000Z',
      },
    ]);
  });

  it.each<[string, Partial<KnownPullRequest>, boolean]>([
    ['an open one, however old', { openedAt: 0 }, true],
    ['a merged one', { state: 'merged', endedAt: NOW - 30 * DAY }, true],
    [
      'a merged one whose labels were removed again',
      { state: 'merged', endedAt: NOW - DAY, appliedAt: NOW },
      false,
    ],
    [
      'one that was closed lately',
      { state: 'closed', endedAt: NOW - 6 * DAY },
      true,
    ],
    [
      'one that was closed long ago',
      { state: 'closed', endedAt: NOW - 8 * DAY },
      false,
    ],
    ['one of a distribution that is gone', { distribution: 'gone' }, false],
    [
      'one whose address no browser may open',
      { url: 'data:text/html,x' },
      false,
    ],
  ])('of %s: shown is %j', (_, change, isShown) => {
    expect(shown(known(change))).toHaveLength(isShown ? 1 : 0);
  });

  it('tells nothing once the namespace has the labels', () => {
    expect(shown(known(), { 'secrets/registry': 'true' })).toEqual([]);
    const removal = known({
      action: 'remove',
      labels: { add: {}, remove: ['secrets/registry'] },
    });
    expect(shown(removal, { 'secrets/registry': 'true' })).toHaveLength(1);
    expect(shown(removal)).toEqual([]);
  });

  it('names no distribution to those who may not see it', () => {
    expect(shown(known(), {}, () => false)).toEqual([]);
  });
});
