import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';

/** @public */
export interface TemplateEngineOptions {
  /** How long one template may take, in milliseconds. Default 5,000; an ordinary one takes less than 1. */
  readonly timeLimitMs?: number;
  /** How much memory the engine may use, in bytes. Default 256 MiB; it starts with about 20 MiB. */
  readonly memoryLimitBytes?: number;
}

/** Decompressing and compiling the engine takes about 0.3 s; a busy machine may need many times that. */
const START_LIMIT_MS = 60_000;

const ASSETS = join(
  dirname(require.resolve('@central-secrets/template-engine/package.json')),
  'assets',
);

/** The thread's answer for one template. */
type Answer =
  | { readonly verdict: TemplateVerdict }
  | {
      readonly failure: {
        readonly isOutOfMemory: boolean;
        readonly message: string;
      };
    };

/** Why a template was not judged to its end. */
interface Stop {
  readonly by: NonNullable<TemplateVerdict['stoppedBy']>;
  readonly message: string;
}

/**
 * The operator's template engine in a thread of its own, which is started when
 * it is first needed, and again after a template had to be stopped.
 *
 * @public
 */
export class TemplateEngine {
  readonly #timeLimitMs: number;
  readonly #memoryLimitBytes: number;
  #worker: Worker | undefined;
  #isClosed = false;

  private constructor(options: TemplateEngineOptions) {
    this.#timeLimitMs = options.timeLimitMs ?? 5_000;
    this.#memoryLimitBytes = options.memoryLimitBytes ?? 256 * 1024 * 1024;
  }

  static create(options: TemplateEngineOptions = {}): TemplateEngine {
    return new TemplateEngine(options);
  }

  /**
   * Judges templates, in their order. A template that takes too long or too
   * much memory, or at which the engine itself fails, is `stopped` and harms no
   * other; `stoppedBy` says which of them it was.
   *
   * Calls must not overlap.
   *
   * @throws Error when the engine itself cannot be started, and once it is closed
   */
  async judge(
    templates: readonly TemplateToJudge[],
  ): Promise<TemplateVerdict[]> {
    const verdicts: TemplateVerdict[] = [];
    while (verdicts.length < templates.length) {
      const judgedBefore = verdicts.length;
      const isFresh = this.#worker === undefined;
      const stop = await this.#judgeUntilStopped(templates, verdicts);
      // Those before it left something in the memory: it is judged again alone.
      const isAlone = isFresh && verdicts.length === judgedBefore;
      if (stop && (isAlone || stop.by === 'time')) {
        verdicts.push({
          outcome: 'stopped',
          stoppedBy: stop.by,
          message: stop.message,
          accepted: false,
          constant: false,
        });
      }
    }
    return verdicts;
  }

  /**
   * Ends the thread. The template that it is judging gets no verdict, and
   * neither does any later template.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#endThread();
  }

  async #endThread(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) {
      throw new Error('The template engine was closed');
    }
  }

  /** Resolves when all are judged, or with the reason why the next one was stopped. */
  async #judgeUntilStopped(
    templates: readonly TemplateToJudge[],
    verdicts: TemplateVerdict[],
  ): Promise<Stop | undefined> {
    this.#refuseWhenClosed();
    const worker = this.#worker ?? (await this.#start());
    let timer: NodeJS.Timeout | undefined;
    let forget = () => {};
    const stop = await new Promise<Stop | undefined>(resolve => {
      const tooLong = () =>
        resolve({
          by: 'time',
          message: `stopped after ${this.#timeLimitMs / 1000} s`,
        });
      const watch = () => {
        clearTimeout(timer);
        // A busy program comes to its timers first: the verdict may be here.
        timer = setTimeout(() => setImmediate(tooLong), this.#timeLimitMs);
      };
      const take = (answer: Answer) => {
        if ('failure' in answer) {
          resolve(stopOf(answer.failure));
          return;
        }
        verdicts.push(answer.verdict);
        if (verdicts.length === templates.length) {
          resolve(undefined);
        } else {
          watch();
        }
      };
      const fail = (error: Error) =>
        resolve(stopOf({ isOutOfMemory: false, message: error.message }));
      const end = () =>
        resolve(stopOf({ isOutOfMemory: false, message: 'its thread ended' }));
      worker.on('message', take).on('error', fail).on('exit', end);
      // One by one: removing all listeners would end the delivery itself.
      forget = () =>
        worker.off('message', take).off('error', fail).off('exit', end);
      watch();
      templates
        .slice(verdicts.length)
        .forEach(template => worker.postMessage(template));
    });
    clearTimeout(timer);
    // Before the thread ends, which may still deliver what was under way.
    forget();
    this.#refuseWhenClosed();
    if (stop !== undefined) {
      await this.#endThread();
    }
    return stop;
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(join(ASSETS, 'worker.cjs'), {
      workerData: { maximumBytes: this.#memoryLimitBytes },
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    // Known from now on, so that it is ended where all is closed meanwhile.
    this.#worker = worker;
    // An idle engine keeps no program from ending.
    worker.unref();
    worker.once('exit', () => {
      if (this.#worker === worker) {
        this.#worker = undefined;
      }
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error('The template engine does not start')),
          START_LIMIT_MS,
        );
        worker.once('message', () => resolve());
        worker.once('error', reject);
        worker.once('exit', () =>
          reject(new Error('The template engine ended before it had started')),
        );
      });
    } catch (error) {
      await this.#endThread();
      this.#refuseWhenClosed();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return worker;
  }
}

function stopOf({
  isOutOfMemory,
  message,
}: {
  isOutOfMemory: boolean;
  message: string;
}): Stop {
  return isOutOfMemory
    ? {
        by: 'memory',
        message: 'stopped, because it took more memory than is allowed',
      }
    : {
        by: 'fault',
        message: `stopped, because the engine failed: ${message}`,
      };
}
