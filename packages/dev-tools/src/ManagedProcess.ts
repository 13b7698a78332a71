import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { HopelessError, waitFor } from './waitFor';

/** The program to run, and its options. */
export interface ProcessOptions {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard output and standard error are appended to it. */
  readonly logFile: string;
  /**
   * The signal with which it ends when this process does. Default SIGKILL;
   * SIGTERM for a program that has groups of its own to end.
   */
  readonly lastSignal?: 'SIGKILL' | 'SIGTERM';
  /** Called when it ends without having been asked to. */
  readonly onEndedByItself?: (how: string) => void;
}

const running = new Set<ManagedProcess>();

// Whatever way this process ends, nothing that it started stays behind. Only
// what is synchronous runs here.
process.on('exit', () => running.forEach(child => child.abandon()));

/**
 * A program that runs in a process group of its own, so that signals reach
 * its children too and a Ctrl-C in the terminal does not: we end it in order.
 */
export class ManagedProcess {
  readonly name: string;
  readonly logFile: string;
  readonly #child: ChildProcess;
  readonly #lastSignal: NodeJS.Signals;
  readonly #onEndedByItself: (how: string) => void;
  #isToEnd = false;
  #ended?: string;

  static start(options: ProcessOptions): ManagedProcess {
    return new ManagedProcess(options);
  }

  private constructor(options: ProcessOptions) {
    this.name = options.name;
    this.logFile = options.logFile;
    this.#lastSignal = options.lastSignal ?? 'SIGKILL';
    this.#onEndedByItself = options.onEndedByItself ?? (() => {});
    const log = openSync(options.logFile, 'a');
    this.#child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    running.add(this);
    this.#child.once('error', error => this.#end(String(error)));
    this.#child.once('exit', (code, signal) =>
      this.#end(signal ? `signal ${signal}` : `exit code ${code}`),
    );
  }

  #end(how: string) {
    this.#ended = how;
    running.delete(this);
    if (!this.#isToEnd) {
      this.#onEndedByItself(how);
    }
  }

  /** undefined: it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** How it ended; undefined while it runs. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** Sends a signal to the whole group. */
  signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined || this.#ended) {
      return;
    }
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It has just ended.
    }
  }

  kill(): void {
    this.signal('SIGKILL');
  }

  /** Ends it without waiting: this process ends. */
  abandon(): void {
    this.signal(this.#lastSignal);
  }

  /** Asks it to end, and makes it end after `limitMs`. */
  async stop(limitMs: number = 10_000): Promise<void> {
    this.#isToEnd = true;
    // A paused program does not hear that it is to end.
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    const gone = { reason: `${this.name} to end`, everyMs: 50 };
    try {
      await waitFor(() => this.#ended, { ...gone, limitMs });
    } catch {
      this.kill();
      await waitFor(() => this.#ended, { ...gone, limitMs: 5_000 });
    }
  }

  /** @throws HopelessError with the end of the log, when it no longer runs. */
  assertRunning(): void {
    if (this.#ended) {
      throw new HopelessError(
        `${this.name} ended by itself (${this.#ended}):\n${this.logTail()}`,
      );
    }
  }

  /** The last lines it wrote. */
  logTail(lines: number = 30): string {
    return readFileSync(this.logFile, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  }
}
