/** Several programs that run together, and end together. */
import { readFile } from 'node:fs/promises';
import { ClearError } from './console.mjs';
import { startGroup } from './processes.mjs';

const LOG_LINES_SHOWN = 30;

/** The reason for the end when a person interrupts. */
export class Interrupted extends Error {}

/**
 * Programs that are useful only together: `signal` is aborted as soon as one of
 * them exits (the reason names it, with the end of its log) or a person
 * interrupts this process (the reason is `Interrupted`).
 */
export function createPrograms() {
  const ending = new AbortController();
  const programs = [];
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Once only: a second signal ends this process at once.
    process.once(name, () => ending.abort(new Interrupted(name)));
  }
  if (process.env.npm_lifecycle_event) {
    whenOrphaned(() => ending.abort(new Interrupted('npm ended')));
  }
  return {
    signal: ending.signal,

    /** @param {{ name: string, log?: string, env: NodeJS.ProcessEnv, cwd: string }} options */
    start(command, args, { name, ...options }) {
      const program = startGroup(command, args, options);
      programs.push(program);
      program.ended
        .then(({ code, signal }) =>
          explainEnd(
            `${name} ended (${signal ?? `exit code ${code}`})`,
            options,
          ),
        )
        .catch(error => error)
        .then(reason => ending.abort(reason));
    },

    /** Ends everything for another reason. */
    end: reason => ending.abort(reason),

    /** Waits for a reason to end; rejects with it. */
    untilEnd() {
      return new Promise((_, reject) => {
        ending.signal.addEventListener('abort', () =>
          reject(ending.signal.reason),
        );
        if (ending.signal.aborted) {
          reject(ending.signal.reason);
        }
      });
    },

    /** Ends all of them, including their descendants. */
    async stop() {
      await Promise.all(programs.map(program => program.stop()));
    },
  };
}

/**
 * npm forwards a signal to its shell, which dies of it without a message to us.
 */
function whenOrphaned(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      callback();
    }
  }, 1_000);
  timer.unref();
}

/** An error with the end of the program's log, where it has one. */
export async function explainEnd(what, { log }) {
  if (!log) {
    return new ClearError(what);
  }
  const text = await readFile(log, 'utf8').catch(() => '');
  const end = text.trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
  return new ClearError(`${end}\n\n${what}; the whole log: ${log}`);
}
