import { Clock } from '../kubernetes';
import { AT_MOST_EVERY_MS, GATHER_FOR_MS, WATCHED_FOR_MS } from './timing';

/**
 * The users who look at one thing. They get a signal when it may have changed,
 * at most once a second. A signal carries nothing of the change: the page then
 * asks again, with the user's own rights.
 *
 * Only users who asked within the last minute get signals.
 */
export class Viewers {
  readonly #publish: (userEntityRefs: readonly string[]) => Promise<void>;
  readonly #onGone: () => void;
  readonly #clock: Clock;
  /** When each viewer last asked, in milliseconds since the epoch. */
  readonly #askedAt = new Map<string, number>();
  #toldAt = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(options: {
    publish: (userEntityRefs: readonly string[]) => Promise<void>;
    /** Called where a change finds that no user looks any longer. */
    onGone?: () => void;
    clock: Clock;
  }) {
    this.#publish = options.publish;
    this.#onGone = options.onGone ?? (() => {});
    this.#clock = options.clock;
  }

  /** Notes that a user was shown the thing, and had the right to see it. */
  viewed(userEntityRef: string): void {
    this.#askedAt.set(userEntityRef, this.#clock.now());
  }

  /** Notes that the thing may have changed; quick, and may be called often. */
  changed(): void {
    if (this.#cancel || this.#askedAt.size === 0) {
      return;
    }
    const restMs = this.#toldAt + AT_MOST_EVERY_MS - this.#clock.now();
    this.#cancel = this.#clock.setTimeout(() => {
      this.#cancel = undefined;
      this.#tell();
    }, Math.max(GATHER_FOR_MS, restMs));
  }

  /** Ends what is under way. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#askedAt.clear();
  }

  /** How many users still look. */
  get size(): number {
    const now = this.#clock.now();
    for (const [viewer, at] of this.#askedAt) {
      if (now - at > WATCHED_FOR_MS) {
        this.#askedAt.delete(viewer);
      }
    }
    return this.#askedAt.size;
  }

  #tell(): void {
    if (this.size === 0) {
      this.#onGone();
      return;
    }
    this.#toldAt = this.#clock.now();
    // A lost signal costs only time: pages also poll automatically.
    this.#publish([...this.#askedAt.keys()]).catch(() => {});
  }
}
