import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';

/** `merged`: its labels are in Git; `closed`: it was closed without. */
export type RecordedState = 'open' | 'merged' | 'closed';

/** A pull request that was opened for a request. */
export interface PullRequestEntry {
  /** Its page; no two have the same. */
  readonly url: string;
  /** The page of its repository. */
  readonly repository: string;
  /** Its number there. */
  readonly number: string;
  readonly entityRef: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  readonly labels: LabelChange;
  /** The user who asked first. */
  readonly userRef: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

/** A pull request, and what became of it. Times in milliseconds since the epoch. */
export interface RecordedPullRequest extends PullRequestEntry {
  readonly state: RecordedState;
  /** When the host was last asked. */
  readonly checkedAt: number;
  /** When it was seen merged or closed; undefined: it is open. */
  readonly endedAt?: number;
  /** When the namespace was seen with the labels of a merged one. */
  readonly appliedAt?: number;
}

/** The memory of pull requests: pages show them without asking their hosts. */
export interface PullRequestHistory {
  /** Records an open one. One that is recorded already keeps its first user and time, and is open again. */
  recordOpen(entry: PullRequestEntry): Promise<void>;
  /** The newest one of each distribution of a namespace. */
  newestOf(
    cluster: string,
    namespace: string,
  ): Promise<readonly RecordedPullRequest[]>;
  /** Open ones, those first whose host was asked longest ago. */
  openOnes(limit: number): Promise<readonly RecordedPullRequest[]>;
  /** Merged ones whose labels were not seen on the namespace, newest first. */
  awaitedOnes(limit: number): Promise<readonly RecordedPullRequest[]>;
  /** Records that the host was asked, and its answer. */
  recordState(url: string, state: RecordedState, at: number): Promise<void>;
  /** Records that the namespace has the labels of a merged one; its requests count as granted from then on. */
  recordApplied(url: string, at: number): Promise<void>;
}
