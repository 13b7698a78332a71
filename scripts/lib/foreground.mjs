/** One program in the foreground, which stops everything that it started. */
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end on this terminal. A signal to this process is meant
 * for the program: it is forwarded, and this process waits for the cleanup.
 *
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export function runForeground(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}
