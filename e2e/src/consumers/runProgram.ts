import { ProgramOutcome, runToEnd } from '@central-secrets/dev-tools';

/**
 * Runs a program to its end, with no environment but the given one and a path:
 * a person's own configuration must not supply a credential.
 *
 * @throws Error where it cannot be started.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramOutcome> {
  return runToEnd(command, args, {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @throws Error with the program's output.
 */
export async function mustRun(
  command: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<string> {
  const outcome = await runProgram(command, args, environment);
  if (!outcome.succeeded) {
    throw new Error(`${command} ${args.join(' ')}: ${outcome.errors.trim()}`);
  }
  return outcome.output;
}
