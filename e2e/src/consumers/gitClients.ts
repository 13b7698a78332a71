import { mkdir, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Attempt } from './consumer';
import { KargoCredentials } from './kargo';
import { Nginx } from './nginx';
import { Programs } from './programs';
import { runProgram } from './runProgram';

/** Reads a repository as Kargo would, with plain git and the credentials it found. */
export async function readAsKargo(
  { git }: Programs,
  nginx: Nginx,
  repositoryUrl: string,
  credentials: KargoCredentials,
): Promise<Attempt> {
  const helper = `!printf 'username=%s\\npassword=%s\\n' "$KARGO_USER" "$KARGO_PASSWORD"; :`;
  const { succeeded, output, errors } = await runProgram(
    git,
    ['-c', `credential.helper=${helper}`, 'ls-remote', repositoryUrl, 'main'],
    {
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_SSL_CAINFO: nginx.gitAuthorityFile,
      KARGO_USER: credentials.username,
      KARGO_PASSWORD: credentials.password,
    },
  );
  return succeeded
    ? { accepted: output.startsWith(nginx.commit), said: output }
    : { accepted: false, said: errors };
}

/** Argo CD's own code, and the cluster in which it looks. */
export class ArgoCd {
  readonly #binary: string;
  readonly #kubeconfig: string;
  readonly #authorities: string;

  private constructor(binary: string, kubeconfig: string, authorities: string) {
    this.#binary = binary;
    this.#kubeconfig = kubeconfig;
    this.#authorities = authorities;
  }

  static async create(options: {
    /** Built from e2e/argocd. */
    binary: string;
    /** An administrator's kubeconfig. */
    kubeconfig: string;
    /** For the certificates of the authorities that it trusts. */
    directory: string;
    nginx: Nginx;
  }): Promise<ArgoCd> {
    const { binary, kubeconfig, directory, nginx } = options;
    await mkdir(directory, { recursive: true });
    // One file for each host, without the port.
    await copyFile(nginx.gitAuthorityFile, join(directory, '127.0.0.1'));
    return new ArgoCd(binary, kubeconfig, directory);
  }

  /**
   * Finds a repository's credentials in a namespace, and lists the repository's
   * branches with them.
   */
  async read(namespace: string, repositoryUrl: string): Promise<Attempt> {
    const { succeeded, output, errors } = await runProgram(
      this.#binary,
      [namespace, repositoryUrl],
      { KUBECONFIG: this.#kubeconfig, ARGOCD_TLS_DATA_PATH: this.#authorities },
    );
    return succeeded
      ? { accepted: output.trim() === 'main', said: output }
      : { accepted: false, said: errors };
  }
}
