import { PullRequestView } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DistributionRecord,
  hasLabelChange,
  LabelChange,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { httpUrl, instant } from '../wire';

/** A pull request that was opened for a request. Times in milliseconds since the epoch. */
export interface KnownPullRequest {
  readonly url: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  readonly labels: LabelChange;
  readonly userRef: string;
  readonly openedAt: number;
  readonly state: 'open' | 'merged' | 'closed';
  readonly checkedAt: number;
  readonly endedAt?: number;
  readonly appliedAt?: number;
}

/** For so long a pull request that was closed without a merge is shown. */
const CLOSED_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * The pull requests that an answer about a namespace has: those whose labels the
 * namespace does not have, and that were not closed long ago.
 *
 * @param known - the newest one of each distribution
 */
export function shownPullRequests(
  known: readonly KnownPullRequest[],
  context: {
    readonly namespace: NamespaceRecord;
    readonly distributionOf: (name: string) => DistributionRecord | undefined;
    /** Which distributions may be named to the one who asks. */
    readonly isVisible: (distribution: DistributionRecord) => boolean;
    readonly now: number;
  },
): PullRequestView[] {
  const { namespace, distributionOf, isVisible, now } = context;
  return known
    .filter(({ distribution }) => {
      const record = distributionOf(distribution);
      return record !== undefined && isVisible(record);
    })
    .filter(({ labels }) => !hasLabelChange(namespace.labels, labels))
    .filter(
      ({ state, endedAt, appliedAt }) =>
        state === 'open' ||
        (state === 'merged' && appliedAt === undefined) ||
        (state === 'closed' && now - (endedAt ?? now) < CLOSED_SHOWN_MS),
    )
    .flatMap(each => {
      const url = httpUrl(each.url);
      return url === null ? [] : { ...toView(each), url };
    });
}

function toView(known: KnownPullRequest): Omit<PullRequestView, 'url'> {
  const { cluster, namespace, distribution, action, state } = known;
  return {
    cluster,
    namespace,
    distribution,
    action,
    state,
    by: known.userRef,
    at: new Date(known.openedAt).toISOString(),
    endedAt: instant(known.endedAt),
    checkedAt: new Date(known.checkedAt).toISOString(),
  };
}
