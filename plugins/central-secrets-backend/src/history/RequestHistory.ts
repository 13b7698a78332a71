import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { LastRequest } from '../deliveries';

/**
 * How a request ended. `proposed`: its pull request waits for a review; it
 * becomes `applied` when the namespace has the labels. `started` stays where the backend went down between
 * the write and its record, `unknown` where the cluster's answer was lost and
 * could not be read back: the labels may or may not have changed.
 */
export type RequestOutcome =
  | 'started'
  | 'applied'
  | 'unchanged'
  | 'proposed'
  | 'unknown'
  | 'failed';

/** A request as it is recorded before anything is changed. */
export interface RequestEntry {
  readonly id: string;
  readonly entityRef: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  readonly labels: LabelChange;
  readonly userRef: string;
  /** Milliseconds since the epoch. */
  readonly requestedAt: number;
  /** Why, in the words of the user. */
  readonly reason?: string;
  /** Who made it for the user; undefined: the user, by a page or a template. */
  readonly via?: 'assistant';
}

/** A request and how it ended. */
export interface RecordedRequest extends RequestEntry {
  readonly outcome: RequestOutcome;
  /** Why it failed, or why that is unknown, redacted. */
  readonly detail?: string;
  /** The page of its pull request. */
  readonly pullRequestUrl?: string;
}

/** The memory of requests and of the users who made them. */
export interface RequestHistory {
  /** Records a request that is about to be made. */
  begin(entry: RequestEntry): Promise<void>;
  /** Records how it ended, and the labels that it came to in the end. */
  finish(
    id: string,
    end: {
      outcome: RequestOutcome;
      labels: LabelChange;
      detail?: string;
      pullRequestUrl?: string;
    },
  ): Promise<void>;
  /**
   * Returns the user who last requested each distribution of a namespace, by
   * its name, where the request was granted and the distribution has not been
   * removed since.
   */
  lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>>;
  /**
   * The labels that the last request for a distribution of a namespace set, or
   * may have set; undefined: no such request is recorded.
   */
  lastLabels(
    cluster: string,
    namespace: string,
    distribution: string,
  ): Promise<LabelChange['add'] | undefined>;
}
