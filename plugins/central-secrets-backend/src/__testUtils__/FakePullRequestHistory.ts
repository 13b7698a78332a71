import {
  PullRequestEntry,
  PullRequestHistory,
  RecordedPullRequest,
  RecordedState,
} from '../history';

/** A memory of pull requests in memory. */
export class FakePullRequestHistory implements PullRequestHistory {
  readonly recorded = new Map<string, RecordedPullRequest>();

  async recordOpen(entry: PullRequestEntry): Promise<void> {
    const before = this.recorded.get(entry.url);
    this.recorded.set(entry.url, {
      ...(before ?? entry),
      state: 'open',
      checkedAt: entry.openedAt,
    });
  }

  async newestOf(cluster: string, namespace: string) {
    const newest = new Map<string, RecordedPullRequest>();
    [...this.recorded.values()]
      .filter(each => each.cluster === cluster && each.namespace === namespace)
      .sort((one, other) => one.openedAt - other.openedAt)
      .forEach(each => newest.set(each.distribution, each));
    return [...newest.values()];
  }

  async openOnes(limit: number) {
    return this.#inState('open')
      .sort((one, other) => one.checkedAt - other.checkedAt)
      .slice(0, limit);
  }

  async awaitedOnes(limit: number) {
    return this.#inState('merged')
      .filter(({ appliedAt }) => appliedAt === undefined)
      .slice(0, limit);
  }

  async recordState(url: string, state: RecordedState, at: number) {
    const ended = state === 'open' ? {} : { endedAt: at };
    this.#change(url, { state, checkedAt: at, ...ended });
  }

  async recordApplied(url: string, at: number) {
    this.#change(url, { appliedAt: at });
  }

  #inState(state: RecordedState): RecordedPullRequest[] {
    return [...this.recorded.values()].filter(each => each.state === state);
  }

  #change(url: string, change: Partial<RecordedPullRequest>): void {
    this.recorded.set(url, { ...this.recorded.get(url)!, ...change });
  }
}
