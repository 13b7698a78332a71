import { Message } from '@central-secrets/backstage-plugin-central-secrets-common';

/** The event after which a sync counts. */
export interface Trigger {
  /** The least generation of the ExternalSecret that counts. */
  readonly generation?: number;
  /**
   * A moment that is certainly not before the trigger: a sync counts if it began
   * at this time or later. Milliseconds, by the clock of the API server (of
   * Backstage, where that answers). undefined: every sync of the current spec
   * counts.
   */
  readonly notBefore?: number;
  /** The value that `--refresh` wrote as annotation `external-secrets.io/force-sync`. */
  readonly mark?: string;
}

/** Why a synced delivery does not count, or does not count yet. */
export type WaitReason =
  | 'generation-awaited'
  | 'spec-awaited'
  | 'refresh-awaited'
  | 'mark-awaited'
  | 'second-sync-awaited'
  | 'never-refreshed';

/** Whether the last sync is the awaited one. */
export type SyncVerdict =
  | { readonly counts: true }
  | { readonly counts: false; readonly reason: WaitReason };

/** One delivery, as far as a wait needs it. */
export interface WaitedDelivery {
  readonly cluster: string;
  readonly namespace: string;
  /** undefined: a team declared the ExternalSecret itself. */
  readonly distribution?: string;
  readonly externalSecret: string;
  readonly state: string;
  readonly cause?: string;
  readonly summary: Message;
  readonly remedy: Message & {
    readonly by: string;
    readonly command?: string;
  };
  /**
   * The last attempt is known to be older than the trigger, so that its failure
   * may already be remedied.
   */
  readonly failedBefore: boolean;
  readonly verdict: SyncVerdict;
  /** RFC 3339. */
  readonly lastSynced?: string;
}

/** What is known at one moment. */
export interface View {
  readonly deliveries: readonly WaitedDelivery[];
  /** Set where the named object does not exist, or does not exist yet. */
  readonly missing?: string;
  /** Facts that could not be read, and that the judgement did without. */
  readonly notes: readonly string[];
}
