/** Child processes: run one to its end, or keep one as a group that ends as a whole. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { ClearError } from './console.mjs';

const STILL_RUNNING_EVERY_MS = 15_000;
const END_PATIENCE_MS = 10_000;
const KILL_PATIENCE_MS = 2_000;

function cannotStart(command, error) {
  return new ClearError(
    error.code === 'ENOENT'
      ? `${command} is not installed, or not on the PATH`
      : `${command} could not be started: ${error.message}`,
  );
}

/**
 * Runs a command to its end, on this terminal unless `stdio` says otherwise.
 *
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', error => reject(cannotStart(command, error)));
    child.on('close', code => resolve(code ?? 1));
  });
}

/**
 * Runs a command to its end with its output in the file `log`. Every 15 seconds
 * it reports for how many seconds the command has been running.
 *
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export async function runLogged(
  command,
  args,
  { log, onStillRunning, ...options },
) {
  const started = Date.now();
  const timer = setInterval(
    () => onStillRunning?.(Math.round((Date.now() - started) / 1000)),
    STILL_RUNNING_EVERY_MS,
  );
  const { ended } = spawnLogged(command, args, { ...options, log });
  const { code } = await ended.finally(() => clearInterval(timer));
  return code ?? 1;
}

/**
 * Starts a command as the leader of a process group of its own, so that all
 * its descendants can be ended with it.
 *
 * @param {{ log?: string, cwd?: string, env?: NodeJS.ProcessEnv }} options  without `log` the output goes to this terminal
 * @returns {{ ended: Promise<{ code: number | null, signal: string | null }>, stop: () => Promise<void> }}
 */
export function startGroup(command, args, options) {
  const { child, ended } = spawnLogged(command, args, {
    ...options,
    detached: true,
  });
  return { ended, stop: () => endGroup(child.pid) };
}

function spawnLogged(command, args, { log, ...options }) {
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', output, output],
  });
  if (log) {
    closeSync(output); // the child has its own
  }
  const ended = new Promise((resolve, reject) => {
    child.on('error', error => reject(cannotStart(command, error)));
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => {}); // Every caller that awaits it still gets the error.
  return { child, ended };
}

function openLog(log) {
  mkdirSync(dirname(log), { recursive: true });
  return openSync(log, 'w');
}

/**
 * Asks a process group to end, kills it after a while, and returns when it is
 * gone. Where process 1 does not reap (some containers), dead members stay
 * listed forever: then it returns soon after the kill.
 */
async function endGroup(groupId) {
  signalGroup(groupId, 'SIGTERM');
  if (!(await groupEnds(groupId, END_PATIENCE_MS))) {
    signalGroup(groupId, 'SIGKILL');
    await groupEnds(groupId, KILL_PATIENCE_MS);
  }
}

async function groupEnds(groupId, withinMs) {
  const limit = Date.now() + withinMs;
  while (signalGroup(groupId, 0)) {
    if (Date.now() > limit) {
      return false;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return true;
}

/** @returns whether the group still has a member */
function signalGroup(groupId, signal) {
  if (groupId === undefined) {
    return false;
  }
  try {
    process.kill(-groupId, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}
