import { join } from 'node:path';
import { ProgramOutcome, runToEnd } from '@central-secrets/dev-tools';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';

const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');
const OPERATOR_RIGHTS = join(REPOSITORY_DIRECTORY, 'deploy/base/operator');

const OPERATOR_FAULTS = ['operator-fault', 'operator-vulnerable'];

/** A problem that the doctor reports. */
export interface Finding {
  readonly code: string;
  readonly severity: 'problem' | 'unknown' | 'notice';
  readonly about: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** Runs the command as a person does, against the real API server. */
export function doctor(
  args: readonly string[],
  kubeconfig = theWorld().platform.controlPlane.kubeconfig,
): Promise<ProgramOutcome> {
  return runToEnd(process.execPath, [
    ...[COMMAND, 'doctor', '--kubeconfig', kubeconfig],
    ...args,
  ]);
}

/** Runs the command, and returns its report as programs read it. */
export async function examined(
  args: readonly string[] = [],
  kubeconfig?: string,
): Promise<{
  code: number | null;
  findings: Finding[];
  /** The notices about the operator's release, which every hub on it gets. */
  operatorFaults: Finding[];
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
  if (!output) {
    throw new Error(errors);
  }
  const { checks, fixes } = JSON.parse(output);
  const all: Finding[] = checks.flatMap(
    ({ findings }: { findings: Finding[] }) => findings,
  );
  const isOfRelease = ({ code: each, severity }: Finding) =>
    OPERATOR_FAULTS.includes(each) && severity === 'notice';
  return {
    code,
    findings: all.filter(finding => !isOfRelease(finding)),
    operatorFaults: all.filter(isOfRelease),
    fixes,
  };
}

/**
 * Gives the operator's service account the rights of deploy/. The operator runs
 * here as an administrator, so without them the account can only read the hub.
 *
 * @returns a function that removes the rights
 */
export async function giveOperatorRights(): Promise<() => Promise<unknown>> {
  const { kubectl } = theWorld().platform.controlPlane;
  await kubectl.run(['apply', '--server-side', '-k', OPERATOR_RIGHTS]);
  return () => kubectl.run(['delete', '-k', OPERATOR_RIGHTS]);
}
