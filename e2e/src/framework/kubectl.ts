import { spawn } from 'node:child_process';
import { stringify } from 'yaml';

/** The kubectl of the control plane's binary, as one identity. @public */
export class Kubectl {
  constructor(readonly binary: string, readonly kubeconfig: string) {}

  /**
   * Runs kubectl and returns its standard output.
   *
   * @throws Error with the arguments and standard error, when it fails.
   */
  run(args: readonly string[], input?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.binary, ['kubectl', ...args], {
        env: { ...process.env, KUBECONFIG: this.kubeconfig },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let output = '';
      let errors = '';
      child.stdout.on('data', piece => (output += piece));
      child.stderr.on('data', piece => (errors += piece));
      child.once('error', reject);
      child.once('close', code =>
        code === 0
          ? resolve(output)
          : reject(new Error(`kubectl ${args.join(' ')}: ${errors.trim()}`)),
      );
      child.stdin.end(input);
    });
  }

  /** Applies objects by server-side apply. */
  async apply(...objects: readonly object[]): Promise<void> {
    const input = objects.map(object => stringify(object)).join('---\n');
    await this.run(
      ['apply', '--server-side', '--force-conflicts', '-f', '-'],
      input,
    );
  }
}
