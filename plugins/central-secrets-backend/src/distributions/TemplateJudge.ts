import { hash } from 'node:crypto';
import {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';

/** Asks for verdicts one batch at a time, as the template engine wants it. */
export interface TemplateJudgeOptions {
  readonly engine: {
    judge(templates: readonly TemplateToJudge[]): Promise<TemplateVerdict[]>;
  };
  /** Hears why the engine could not be asked. */
  readonly onError: (error: Error) => void;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How many verdicts are kept for others who ask. Default: 10,000. */
  readonly remembered?: number;
}

/** A verdict, and from when on it is worth nothing; Infinity: it holds for good. */
interface Known {
  readonly verdict: TemplateVerdict;
  readonly attempts: number;
  readonly retryAt: number;
}

/** A template that is to be judged, and whom to tell. */
interface Awaited {
  readonly template: TemplateToJudge;
  /** By the template that each asked for, so that asking again adds none. */
  readonly listeners: Map<TemplateToJudge, VerdictListener>;
}

type VerdictListener = (
  template: TemplateToJudge,
  verdict: TemplateVerdict,
) => void;

/** A template that is longer, with the names of its keys, is not judged. Characters of JSON. */
const LONGEST = 64 * 1024;
/** The maximum length of the engine's message that is kept. Characters. */
const LONGEST_MESSAGE = 1_000;

const TOO_LONG: TemplateVerdict = {
  outcome: 'undecided',
  message: `it is longer than ${LONGEST / 1024} KiB`,
  accepted: true,
  constant: false,
};
/**
 * The number of templates in a batch, so small that a slow one holds up few
 * others.
 */
const BATCH = 50;
/** After an engine that fails, and after a first verdict that does not hold. Doubled at each further one. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** How much longer than a retry took no other one begins. */
const REST_TIMES_ITS_COST = 9;

/**
 * Whether a verdict is the same at every time: whether a template takes too
 * long depends on how busy the machine is, and a failure of the engine says
 * nothing about a template.
 */
export function holdsForGood({ outcome, stoppedBy }: TemplateVerdict): boolean {
  return outcome !== 'stopped' || stoppedBy === 'memory';
}

/**
 * Knows the verdicts of templates that it was asked for. A request never waits
 * for it: templates without a verdict are judged in the background, in the
 * engine's own thread, where each template has a bounded time.
 *
 * A verdict that does not hold for good is asked for again later, when someone
 * still wants it: after a minute, then after twice as long each time, at least
 * once an hour, and with a tenth of the thread's time at most.
 *
 * Templates themselves are not remembered, only digests of them.
 */
export class TemplateJudge {
  readonly #options: TemplateJudgeOptions;
  readonly #remembered: number;
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Map<string, Awaited>();
  readonly #retries = new Map<string, Awaited>();
  #judging: Promise<void> | undefined;
  #restUntil = -Infinity;
  #retriesFrom = -Infinity;
  #isClosed = false;

  constructor(options: TemplateJudgeOptions) {
    this.#options = options;
    this.#remembered = options.remembered ?? 10_000;
  }

  /**
   * Returns the verdicts known now, in the order of the templates; undefined:
   * not judged yet.
   *
   * @param onVerdict - told of each further verdict, once, with the template as
   * it was given; so that who keeps them asks once, however few are remembered
   */
  verdictsOf(
    templates: readonly TemplateToJudge[],
    onVerdict: VerdictListener = () => {},
  ): (TemplateVerdict | undefined)[] {
    const now = this.#options.clock();
    const verdicts = templates.map(template => {
      const text = JSON.stringify(template);
      if (text.length > LONGEST) {
        return TOO_LONG;
      }
      const key = hash('sha256', text, 'base64');
      const known = this.#known.get(key);
      if (!known) {
        listen(this.#waiting, key, template, onVerdict);
        return undefined;
      }
      this.#remember(key, known);
      if (now >= known.retryAt) {
        listen(this.#retries, key, template, onVerdict);
      }
      return known.verdict;
    });
    if (!this.#isClosed && now >= this.#restUntil && this.#next(now)) {
      this.#judging ??= this.#judgeWaiting();
    }
    return verdicts;
  }

  /** Returns when nothing is being judged. */
  async settled(): Promise<void> {
    await this.#judging;
  }

  /** Stops judging, and ignores later answers of the engine. */
  close(): void {
    this.#isClosed = true;
  }

  /**
   * The next templates to judge: new ones before those that are judged again,
   * which are taken one at a time.
   */
  #next(now: number): [string, Awaited][] | undefined {
    if (this.#waiting.size > 0) {
      return [...this.#waiting].slice(0, BATCH);
    }
    const [retry] = this.#retries;
    return retry && now >= this.#retriesFrom ? [retry] : undefined;
  }

  async #judgeWaiting(): Promise<void> {
    const { clock, engine, onError } = this.#options;
    try {
      for (;;) {
        const startedAt = clock();
        const batch = this.#next(startedAt);
        if (!batch) {
          return;
        }
        const verdicts = await engine.judge(
          batch.map(([, { template }]) => template),
        );
        if (batch.some(([key]) => this.#retries.has(key))) {
          const took = clock() - startedAt;
          this.#retriesFrom = clock() + REST_TIMES_ITS_COST * took;
        }
        batch.forEach(([key, { listeners }], index) =>
          this.#learn(key, listeners, verdicts[index]),
        );
      }
    } catch (error) {
      // They are asked for again later, and until then the answer says that
      // findings are not complete.
      this.#waiting.clear();
      this.#retries.clear();
      this.#restUntil = clock() + FIRST_RETRY_MS;
      if (!this.#isClosed) {
        onError(error as Error);
      }
    } finally {
      this.#judging = undefined;
    }
  }

  #learn(
    key: string,
    listeners: Awaited['listeners'],
    given: TemplateVerdict | undefined,
  ): void {
    this.#waiting.delete(key);
    this.#retries.delete(key);
    if (!given) {
      return;
    }
    const verdict = withinLength(given);
    const attempts = (this.#known.get(key)?.attempts ?? 0) + 1;
    const retryAfterMs = Math.min(
      FIRST_RETRY_MS * 2 ** (attempts - 1),
      LONGEST_RETRY_MS,
    );
    this.#remember(key, {
      verdict,
      attempts,
      retryAt: holdsForGood(verdict)
        ? Infinity
        : this.#options.clock() + retryAfterMs,
    });
    listeners.forEach((tell, template) => tell(template, verdict));
  }

  /**
   * Marks the verdict as the one that was asked for last; the one that was not
   * asked for the longest is forgotten.
   */
  #remember(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > this.#remembered) {
      const [oldest] = this.#known.keys();
      this.#known.delete(oldest);
    }
  }
}

function withinLength(verdict: TemplateVerdict): TemplateVerdict {
  const { message } = verdict;
  return message !== undefined && message.length > LONGEST_MESSAGE
    ? { ...verdict, message: `${message.slice(0, LONGEST_MESSAGE)}…` }
    : verdict;
}

function listen(
  awaited: Map<string, Awaited>,
  key: string,
  template: TemplateToJudge,
  onVerdict: VerdictListener,
): void {
  const known = awaited.get(key) ?? { template, listeners: new Map() };
  known.listeners.set(template, onVerdict);
  awaited.set(key, known);
}
