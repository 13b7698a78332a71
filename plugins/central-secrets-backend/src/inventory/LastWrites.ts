import {
  EventRecord,
  isWriteEvent,
  WriteEvent,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** How many ExternalSecrets are remembered; beyond it the ones first heard of are forgotten. */
const LIMIT = 50_000;

/**
 * The newest event of a write about each ExternalSecret, beyond the hour for
 * which Kubernetes keeps it: what has run since before a rotation does so for
 * days. Lives as long as the process.
 */
export class LastWrites {
  readonly #limit: number;
  readonly #byInvolved = new Map<string, WriteEvent>();

  constructor(limit: number = LIMIT) {
    this.#limit = limit;
  }

  /** Takes note of an event, where it tells of a write that is newer than what is known. */
  note({ involvedUid, reason, lastAt }: EventRecord): void {
    if (
      !isWriteEvent({ reason }) ||
      lastAt <= (this.of(involvedUid)?.lastAt ?? -Infinity)
    ) {
      return;
    }
    this.#byInvolved.set(involvedUid, { reason, lastAt });
    if (this.#byInvolved.size > this.#limit) {
      const [oldest] = this.#byInvolved.keys();
      this.#byInvolved.delete(oldest);
    }
  }

  /** undefined: none was ever seen. */
  of(involvedUid: string): WriteEvent | undefined {
    return this.#byInvolved.get(involvedUid);
  }
}
