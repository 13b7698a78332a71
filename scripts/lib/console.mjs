/** The output of the scripts for a person. */

/**
 * An error whose message is complete for a person: it is printed as one line,
 * without a stack.
 */
export class ClearError extends Error {}

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a script's main function and sets the exit code: the returned number, or
 * 1 with the reason where it throws.
 *
 * @param {() => Promise<number | undefined>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const text = error instanceof ClearError ? error.message : error.stack;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
