/** An answer, and when it was asked for. */
export interface Answer<T> {
  readonly value: T;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

interface Entry<T> {
  answer?: Answer<T>;
  /** Not asked again before; infinite while the question waits. */
  until: number;
}

/** For so long an answer is not asked for again. Milliseconds. */
const KEPT_MS = 60_000;
/** An answer that is needed newer is asked for again after this. Milliseconds. */
const RENEWED_MS = 5_000;
/** For so long a question that failed, or was refused, is not asked again. Milliseconds. */
const FAILED_MS = 5 * 60_000;
/** So many questions are remembered; the oldest is forgotten first. */
const MOST_KEPT = 1_000;
/** So many questions wait; further ones are asked when they come again. */
const MOST_WAITING = 100;

/**
 * Answers of a cluster that are asked for in the background, one question at a
 * time, so that a reader never waits: it gets what is known, and is told when
 * more is.
 */
export class BackgroundAnswers {
  readonly #clock: () => number;
  readonly #onAnswer: (about: string) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #entries = new Map<string, Entry<unknown>>();
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: {
    readonly clock: () => number;
    /** Told what a question was about, once a new answer is there. */
    readonly onAnswer: (about: string) => void;
    readonly onFailure: (error: unknown) => void;
  }) {
    this.#clock = options.clock;
    this.#onAnswer = options.onAnswer;
    this.#onFailure = options.onFailure;
  }

  /**
   * The newest answer; undefined: there is none yet, or the last question
   * failed.
   *
   * @param about - for `onAnswer`
   * @param key - of the question; the same one has the same answer
   * @param since - an answer from before is asked for again; milliseconds since the epoch
   */
  get<T>(
    about: string,
    key: string,
    ask: () => Promise<T>,
    since: number = -Infinity,
  ): Answer<T> | undefined {
    const now = this.#clock();
    const known = this.#entries.get(key) as Entry<T> | undefined;
    const { askedAt = since } = known?.answer ?? {};
    const isWaiting = known?.until === Infinity;
    const isOutrun =
      !isWaiting && askedAt < since && now >= askedAt + RENEWED_MS;
    if (known && known.until > now && !isOutrun) {
      return known.answer;
    }
    if (this.#waiting < MOST_WAITING) {
      const entry: Entry<T> = { answer: known?.answer, until: Infinity };
      this.#remember(key, entry);
      this.#waiting += 1;
      this.#queue = this.#queue.then(() => this.#ask(about, entry, ask));
    }
    return known?.answer;
  }

  #remember(key: string, entry: Entry<unknown>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MOST_KEPT) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }

  async #ask<T>(
    about: string,
    entry: Entry<T>,
    ask: () => Promise<T>,
  ): Promise<void> {
    // What is asked may change meanwhile: the answer may be newer, never older.
    const askedAt = this.#clock();
    const before = JSON.stringify(entry.answer?.value);
    try {
      entry.answer = { value: await ask(), askedAt };
      entry.until = askedAt + KEPT_MS;
    } catch (error) {
      entry.answer = undefined;
      entry.until = askedAt + FAILED_MS;
      this.#onFailure(error);
    }
    this.#waiting -= 1;
    if (JSON.stringify(entry.answer?.value) !== before) {
      this.#onAnswer(about);
    }
  }
}
