import { stringify } from 'yaml';
import { runToEnd } from '@central-secrets/dev-tools';

/** The kubectl of the control plane's binary, as one identity. */
export class Kubectl {
  constructor(readonly binary: string, readonly kubeconfig: string) {}

  /**
   * Runs kubectl and returns its standard output.
   *
   * @throws Error with the arguments and standard error, when it fails.
   */
  async run(args: readonly string[], input = ''): Promise<string> {
    const { succeeded, output, errors } = await runToEnd(
      this.binary,
      ['kubectl', ...args],
      { env: { ...process.env, KUBECONFIG: this.kubeconfig }, input },
    );
    if (!succeeded) {
      throw new Error(`kubectl ${args.join(' ')}: ${errors.trim()}`);
    }
    return output;
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
