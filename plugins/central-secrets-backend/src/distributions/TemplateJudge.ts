import {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';

/** Asks for verdicts one batch at a time, as the template engine wants it. */
export interface TemplateJudgeOptions {
  readonly engine: {
    judge(templates: readonly TemplateToJudge[]): Promise<TemplateVerdict[]>;
  };
  /** Hears why the engine could not be asked. */
  readonly onError: (error: Error) => void;
}

/** Templates that are remembered; a hub has dozens. */
const REMEMBERED = 10_000;
/** So few at a time that a slow one holds up few others. */
const BATCH = 50;

/**
 * Knows the verdict of every template that it was asked for once. A request
 * never waits for it: what is not judged yet is judged in the background, in
 * the engine's own thread, where each template has a bounded time.
 */
export class TemplateJudge {
  readonly #options: TemplateJudgeOptions;
  readonly #verdicts = new Map<string, TemplateVerdict>();
  readonly #waiting = new Map<string, TemplateToJudge>();
  #judging: Promise<void> | undefined;
  #revision = 0;

  constructor(options: TemplateJudgeOptions) {
    this.#options = options;
  }

  /** Rises whenever more is known. */
  get revision(): number {
    return this.#revision;
  }

  /** What is known now, in the order of the templates; undefined: not yet. */
  verdictsOf(
    templates: readonly TemplateToJudge[],
  ): (TemplateVerdict | undefined)[] {
    const verdicts = templates.map(template => {
      const key = JSON.stringify(template);
      const known = this.#verdicts.get(key);
      if (!known) this.#waiting.set(key, template);
      return known;
    });
    if (this.#waiting.size > 0) this.#judging ??= this.#judgeWaiting();
    return verdicts;
  }

  /** Returns when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#judging;
  }

  async #judgeWaiting(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        const batch = [...this.#waiting].slice(0, BATCH);
        const verdicts = await this.#options.engine.judge(
          batch.map(([, template]) => template),
        );
        if (this.#verdicts.size + batch.length > REMEMBERED) {
          this.#verdicts.clear();
        }
        batch.forEach(([key], index) => {
          this.#verdicts.set(key, verdicts[index]);
          this.#waiting.delete(key);
        });
        this.#revision += 1;
      }
    } catch (error) {
      // They are asked for again with the next request, and until then the
      // answer says that findings are not complete.
      this.#waiting.clear();
      this.#options.onError(error as Error);
    } finally {
      this.#judging = undefined;
    }
  }
}
