import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { SOURCES } from '../paths';

/** The one message that a program sends. */
export interface ProgramAnswer<Output> {
  /**
   * Not the answer yet: an order that the parent has to carry out meanwhile.
   */
  readonly order?: object;
  readonly result?: Output;
  readonly error?: string;
}

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** Starts one of the programs beside this file. It ends when this process does. */
export function startProgram(
  name: string,
  options: { nodeArgs?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return fork(join(SOURCES, 'programs', `${name}.ts`), [], {
    execArgv: ['--require', TRANSFORM, ...(options.nodeArgs ?? [])],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/**
 * Runs a program to its end: one input, one output.
 *
 * @throws Error where the program fails, or exits without an answer
 */
export async function runProgram<Input, Output>(
  name: string,
  input: Input,
  options: {
    nodeArgs?: readonly string[];
    env?: NodeJS.ProcessEnv;
    limitMs?: number;
    /** Receives each order of the program. */
    onOrder?: (order: object) => void;
  } = {},
): Promise<Output> {
  const child = startProgram(name, options);
  const limitMs = options.limitMs ?? 300_000;
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    return await new Promise<Output>((resolve, reject) => {
      child.on('message', (message: ProgramAnswer<Output>) => {
        if (message.error !== undefined) {
          reject(new Error(`${name}: ${message.error}`));
        } else if (message.result !== undefined) {
          resolve(message.result);
        } else if (message.order !== undefined) {
          options.onOrder?.(message.order);
        }
        // Other messages come from Backstage's loader, which reports the files
        // that it loads.
      });
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(
          new Error(
            `${name} ended without an answer (${
              signal ?? `exit code ${code}`
            })`,
          ),
        ),
      );
      child.send(input as object);
    });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
