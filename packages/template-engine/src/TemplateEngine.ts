import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';

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

/**
 * The operator's template engine in a thread of its own, which is started when
 * it is first needed, and anew after a template had to be stopped.
 *
 * @public
 */
export class TemplateEngine {
  readonly #timeLimitMs: number;
  readonly #memoryLimitBytes: number;
  #worker: Worker | undefined;

  private constructor(options: TemplateEngineOptions) {
    this.#timeLimitMs = options.timeLimitMs ?? 5_000;
    this.#memoryLimitBytes = options.memoryLimitBytes ?? 256 * 1024 * 1024;
  }

  static create(options: TemplateEngineOptions = {}): TemplateEngine {
    return new TemplateEngine(options);
  }

  /**
   * Judges templates, in their order. A template that takes too long or too
   * much memory is stopped, is `stopped`, and harms no other.
   *
   * Calls must not overlap.
   *
   * @throws Error when the engine itself cannot be started
   */
  async judge(
    templates: readonly TemplateToJudge[],
  ): Promise<TemplateVerdict[]> {
    const verdicts: TemplateVerdict[] = [];
    while (verdicts.length < templates.length) {
      const stopped = await this.#judgeUntilStopped(templates, verdicts);
      if (stopped !== undefined) {
        verdicts.push({
          outcome: 'stopped',
          message: stopped,
          accepted: false,
          constant: false,
        });
      }
    }
    return verdicts;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** Resolves when all are judged, or with the reason why the next one was stopped. */
  async #judgeUntilStopped(
    templates: readonly TemplateToJudge[],
    verdicts: TemplateVerdict[],
  ): Promise<string | undefined> {
    const worker = (this.#worker ??= await this.#start());
    let timer: NodeJS.Timeout | undefined;
    let forget = () => {};
    const stopped = await new Promise<string | undefined>(resolve => {
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(
          () => resolve(`stopped after ${this.#timeLimitMs / 1000} s`),
          this.#timeLimitMs,
        );
      };
      const take = (verdict: TemplateVerdict) => {
        verdicts.push(verdict);
        if (verdicts.length === templates.length) resolve(undefined);
        else watch();
      };
      const fail = () =>
        resolve('stopped, because it took more memory than is allowed');
      const end = () => resolve('stopped, because the engine ended');
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
    if (stopped !== undefined) await this.close();
    return stopped;
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(join(ASSETS, 'worker.cjs'), {
      workerData: { maximumBytes: this.#memoryLimitBytes },
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    // An idle engine keeps no program from ending.
    worker.unref();
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error('The template engine does not start')),
          START_LIMIT_MS,
        );
        worker.once('message', () => resolve());
        worker.once('error', reject);
      });
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return worker;
  }
}
