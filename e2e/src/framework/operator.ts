import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';

/** How to run the operator. */
export interface OperatorOptions {
  /** The binary of e2e/operator. */
  readonly binary: string;
  readonly kubeconfig: string;
  readonly logFile: string;
  /** Additional arguments, such as controllers that are switched off. */
  readonly flags?: readonly string[];
}

/** The limits of the operator's work. */
export interface OperatorSpeed {
  /** How many objects of a kind it works on at once. */
  readonly concurrent: number;
  /** How many requests it sends in a second; twice as many at once. */
  readonly requestsPerSecond: number;
}

/** Tests wait for the operator's work, not for its own limit (50 a second). */
const FAST: OperatorSpeed = { concurrent: 5, requestsPerSecond: 300 };

/**
 * External Secrets Operator itself. When it exits unexpectedly, it is started
 * again, as Kubernetes does with a container, and the restart is reported. Its
 * provider `fake` writes a map without a lock, which sometimes makes it exit.
 */
export class Operator {
  readonly #options: OperatorOptions;
  #process?: ManagedProcess;
  #isWanted = false;

  /** Returns when it is live; its resource definitions must exist before. */
  static async start(options: OperatorOptions): Promise<Operator> {
    const operator = new Operator(options);
    await operator.start();
    return operator;
  }

  private constructor(options: OperatorOptions) {
    this.#options = options;
  }

  /**
   * Stops the running operator, if there is one, and starts it. Returns when it
   * is live.
   */
  async start(speed: OperatorSpeed = FAST): Promise<void> {
    await this.stop();
    this.#isWanted = true;
    await this.#startProcess(speed);
  }

  async #startProcess(speed: OperatorSpeed): Promise<void> {
    const metricsPort = await freePort();
    const livePort = await freePort();
    if (!this.#isWanted) {
      return;
    }
    let wasLive = false;
    const child = ManagedProcess.start({
      name: 'external-secrets-operator',
      command: this.#options.binary,
      args: [
        '--enable-leader-election=false',
        `--concurrent=${speed.concurrent}`,
        `--metrics-addr=127.0.0.1:${metricsPort}`,
        `--live-addr=127.0.0.1:${livePort}`,
        `--client-qps=${speed.requestsPerSecond}`,
        `--client-burst=${2 * speed.requestsPerSecond}`,
        // Detects a repaired store soon.
        '--store-requeue-interval=10s',
        ...(this.#options.flags ?? []),
      ],
      env: { KUBECONFIG: this.#options.kubeconfig },
      logFile: this.#options.logFile,
      onEndedByItself: how => {
        if (wasLive && this.#isWanted) {
          this.#startAgain(speed, how);
        }
      },
    });
    this.#process = child;
    await waitFor(
      async () => {
        child.assertRunning();
        return (await fetch(`http://127.0.0.1:${livePort}/healthz`)).ok;
      },
      { reason: 'the operator to be live', limitMs: 60_000 },
    );
    wasLive = true;
  }

  #startAgain(speed: OperatorSpeed, how: string): void {
    const tell = (text: string) => process.stderr.write(`${text}\n`);
    tell(`the operator exited (${how}); starting it again`);
    this.#startProcess(speed).catch(error => tell(String(error)));
  }

  /** Pauses the operator: it is alive and does nothing. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    this.#isWanted = false;
    await this.#process?.stop();
  }

  logTail(lines: number): string {
    return this.#process?.logTail(lines) ?? '';
  }
}
