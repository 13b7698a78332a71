// A command has no API; in this process it can have a clock of its own.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import { wait, WaitClock } from '@central-secrets/cli/src/wait';

/** The report of `central-secrets wait --output json`. */
export interface WaitReport {
  readonly code: number;
  readonly outcome: string;
  readonly message: string | null;
  readonly deliveries: readonly {
    readonly namespace: string;
    readonly outcome: string;
    readonly reason: string | null;
    readonly state: string;
    readonly cause: string | null;
    readonly remedy: { readonly by: string };
  }[];
}

/** Runs the command in this process, on a machine whose clock is off. */
export async function callWait(
  args: readonly string[],
  skewMs = 0,
): Promise<WaitReport> {
  const clock: WaitClock = {
    now: () => Date.now() + skewMs,
    elapsed: () => performance.now(),
  };
  let output = '';
  let errors = '';
  const code = await wait([...args, '--output', 'json'], {
    clock,
    write: text => {
      output += text;
    },
    writeError: text => {
      errors += text;
    },
    progress: () => {},
  });
  if (!output) {
    throw new Error(errors);
  }
  return { code, ...JSON.parse(output) };
}
