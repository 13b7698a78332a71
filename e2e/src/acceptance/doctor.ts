import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';

const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');
const OPERATOR_RIGHTS = join(REPOSITORY_DIRECTORY, 'deploy/base/operator');

/** What the doctor says is wrong. */
export interface Finding {
  readonly code: string;
  readonly severity: 'problem' | 'unknown' | 'notice';
  readonly about: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** The command as it is called by hand, on the real API server. */
export function doctor(
  args: readonly string[],
  kubeconfig = theWorld().platform.controlPlane.kubeconfig,
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [COMMAND, 'doctor', '--kubeconfig', kubeconfig, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, output, errors) => {
        const code = error ? error.code : 0;
        if (typeof code === 'number') resolve({ code, output, errors });
        else reject(error);
      },
    );
  });
}

/** What the doctor found and did, as programs read it. */
export async function examined(
  args: readonly string[] = [],
  kubeconfig?: string,
): Promise<{
  code: number;
  findings: Finding[];
  fixes:
    | {
        namespace: string;
        outcome: string;
        error?: string;
        patch: unknown;
      }[]
    | null;
}> {
  const { code, output, errors } = await doctor(
    ['--format', 'json', ...args],
    kubeconfig,
  );
  if (!output) throw new Error(errors);
  const { checks, fixes } = JSON.parse(output);
  return {
    code,
    findings: checks.flatMap(
      ({ findings }: { findings: Finding[] }) => findings,
    ),
    fixes,
  };
}

/**
 * Gives the operator's service account the rights of deploy/: the operator runs
 * here as an administrator, and without them the account can only read the hub.
 * Returns what takes them away again.
 */
export async function giveOperatorRights(): Promise<() => Promise<unknown>> {
  const { kubectl } = theWorld().platform.controlPlane;
  await kubectl.run(['apply', '--server-side', '-k', OPERATOR_RIGHTS]);
  return () => kubectl.run(['delete', '-k', OPERATOR_RIGHTS]);
}
