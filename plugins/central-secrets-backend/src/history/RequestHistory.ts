import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-common';
import { LastRequest } from '../deliveries';

/**
 * How a request ended. `started` stays where the backend went down between
 * the write and its record: the labels may or may not have changed.
 */
export type RequestOutcome = 'started' | 'applied' | 'unchanged' | 'failed';

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
}

/** A request and how it ended. */
export interface RecordedRequest extends RequestEntry {
  readonly outcome: RequestOutcome;
  /** Why it failed, redacted. */
  readonly detail?: string;
}

/** The memory of who asked for what. */
export interface RequestHistory {
  /** Records a request that is about to be made. */
  begin(entry: RequestEntry): Promise<void>;
  /** Records how it ended, and the labels that it came to in the end. */
  finish(
    id: string,
    end: { outcome: RequestOutcome; labels: LabelChange; detail?: string },
  ): Promise<void>;
  /**
   * Who last asked for each distribution of a namespace, by its name, where
   * that was granted and has not been taken back since.
   */
  lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>>;
  /** The requests for an entity, newest first. */
  requestsOf(entityRef: string, limit: number): Promise<RecordedRequest[]>;
}
