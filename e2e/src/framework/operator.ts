import { freePort } from './freePort';
import { ManagedProcess } from './managedProcess';
import { waitFor } from './waitFor';

/** How to run the operator. @public */
export interface OperatorOptions {
  /** The binary of e2e/operator. */
  readonly binary: string;
  readonly kubeconfig: string;
  readonly logFile: string;
}

/** External Secrets Operator itself. @public */
export class Operator {
  readonly #process: ManagedProcess;

  /** Returns when it is live; its resource definitions must be there before. */
  static async start(options: OperatorOptions): Promise<Operator> {
    const metricsPort = await freePort();
    const livePort = await freePort();
    const child = ManagedProcess.start({
      name: 'external-secrets-operator',
      command: options.binary,
      args: [
        '--enable-leader-election=false',
        '--concurrent=5',
        `--metrics-addr=127.0.0.1:${metricsPort}`,
        `--live-addr=127.0.0.1:${livePort}`,
        // Tests wait for what it does, not for its own limit (50 a second).
        '--client-qps=300',
        '--client-burst=600',
        // A store that was repaired is noticed soon.
        '--store-requeue-interval=10s',
      ],
      env: { KUBECONFIG: options.kubeconfig },
      logFile: options.logFile,
    });
    await waitFor(
      async () => {
        child.assertRunning();
        return (await fetch(`http://127.0.0.1:${livePort}/healthz`)).ok;
      },
      { reason: 'the operator to be live', limitMs: 60_000 },
    );
    return new Operator(child);
  }

  private constructor(child: ManagedProcess) {
    this.#process = child;
  }

  /** Stuck: alive, and doing nothing. */
  pause(): void {
    this.#process.signal('SIGSTOP');
  }

  resume(): void {
    this.#process.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  logTail(lines: number): string {
    return this.#process.logTail(lines);
  }
}
