import { MemoryStore, Options } from 'express-rate-limit';

const WINDOW_MS = 60_000;

/** Answered with 429 by Backstage's error middleware, which goes by `statusCode`. */
class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly statusCode = 429;
}

/** How often a minute each user may do something, by whichever way. */
export class UserLimit {
  /** What the routes count in as well. */
  readonly store = new MemoryStore();
  readonly windowMs = WINDOW_MS;
  readonly maxPerMinute: number;
  readonly #refusal: string;

  constructor(maxPerMinute: number, refusal: string) {
    this.maxPerMinute = maxPerMinute;
    this.#refusal = refusal;
    this.store.init({ windowMs: WINDOW_MS } as Options);
  }

  /**
   * Counts once more for a user.
   *
   * @throws TooManyRequestsError
   */
  async take(userRef: string): Promise<void> {
    const { totalHits } = await this.store.increment(userRef);
    if (totalHits > this.maxPerMinute) {
      throw this.exceeded();
    }
  }

  exceeded(): Error {
    return new TooManyRequestsError(this.#refusal);
  }
}

/** The limits of the plugin. */
export interface UserLimits {
  /** An answer comes from memory, and still takes time to make. */
  readonly reads: UserLimit;
  /** A request costs the cluster calls. */
  readonly requests: UserLimit;
}

/** Makes the limits, with nothing counted. */
export function createUserLimits(options: {
  readonly reads: { readonly maxPerMinute: number };
  readonly requests: { readonly maxPerMinute: number };
}): UserLimits {
  const { reads, requests } = options;
  return {
    reads: new UserLimit(
      reads.maxPerMinute,
      `Rate limit exceeded: ${reads.maxPerMinute} reads per minute and user. Wait a minute and try again`,
    ),
    requests: new UserLimit(
      requests.maxPerMinute,
      `No more than ${requests.maxPerMinute} requests a minute are taken from one user; wait a minute and try again`,
    ),
  };
}
