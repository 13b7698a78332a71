import { spawn, SpawnOptions } from 'node:child_process';

/** The result of a program, with its output. */
export interface ProgramOutcome {
  readonly succeeded: boolean;
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly errors: string;
}

/**
 * Runs a program to its end, with `input` as its standard input.
 *
 * @throws Error where it cannot be started.
 */
export function runToEnd(
  command: string,
  args: readonly string[],
  {
    input,
    ...options
  }: Pick<SpawnOptions, 'cwd' | 'env'> & { readonly input?: string } = {},
): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      ...options,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout!.setEncoding('utf8').on('data', piece => (output += piece));
    child.stderr!.setEncoding('utf8').on('data', piece => (errors += piece));
    child.once('error', reject);
    child.once('close', code =>
      resolve({ succeeded: code === 0, code, output, errors }),
    );
    child.stdin?.end(input);
  });
}
