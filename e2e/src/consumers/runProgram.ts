import { spawn } from 'node:child_process';

/** What a program said. @public */
export interface ProgramOutcome {
  readonly succeeded: boolean;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly errors: string;
}

/**
 * Runs a program to its end, in no other environment than the given one and a
 * path: nobody's own configuration may help it to a credential.
 *
 * @throws Error where it cannot be started.
 * @public
 */
export function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', piece => (output += piece));
    child.stderr.on('data', piece => (errors += piece));
    child.once('error', reject);
    child.once('close', code =>
      resolve({ succeeded: code === 0, output, errors }),
    );
  });
}

/** Runs a program that has to succeed. @throws Error with what it said. @public */
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
