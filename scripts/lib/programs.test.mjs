import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freePort, isPortTaken, waitForAnswer } from './network.mjs';
import { createPrograms } from './programs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'central-secrets-test-'));
after(() => rmSync(folder, { recursive: true }));

let logs = 0;

/**
 * Starts a shell script as one of several programs; returns the path of its
 * log.
 */
function startShell(programs, script) {
  const log = join(folder, `${(logs += 1)}.log`);
  const options = { name: 'The program', log, cwd: folder, env: process.env };
  programs.start('sh', ['-c', script], options);
  return log;
}

test('a program that exits ends all, with the end of its log', async () => {
  const programs = createPrograms();
  startShell(programs, 'echo first; echo the reason >&2; exit 3');
  await assert.rejects(
    programs.untilEnd(),
    error =>
      error.message.includes('the reason') &&
      error.message.includes('The program ended (exit code 3)'),
  );
  assert.ok(programs.signal.aborted);
  await programs.stop();
});

test('a stop also ends the descendants of a program', async () => {
  const programs = createPrograms();
  const log = startShell(programs, 'sleep 60 & echo $!; wait');
  const child = await untilPrinted(log);
  await programs.stop();
  assert.throws(() => process.kill(child, 0), { code: 'ESRCH' });
});

test('a program that does not exist is named', async () => {
  const programs = createPrograms();
  programs.start('no-such-program', [], { name: 'X', env: process.env });
  await assert.rejects(programs.untilEnd(), {
    message: 'no-such-program is not installed, or not on the PATH',
  });
  await programs.stop();
});

test('a port is taken while a program listens on it, and free before', async () => {
  const port = await freePort();
  assert.equal(await isPortTaken(port), false);
  const server = createServer();
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  assert.equal(await isPortTaken(port), true);
  await new Promise(resolve => server.close(resolve));
});

test('the wait for an answer ends with the reason of its cancellation', async () => {
  const cancellation = new AbortController();
  const waiting = waitForAnswer(`http://127.0.0.1:${await freePort()}`, {
    signal: cancellation.signal,
  });
  cancellation.abort(new Error('no longer needed'));
  await assert.rejects(waiting, { message: 'no longer needed' });
});

async function untilPrinted(log) {
  const limit = Date.now() + 5_000;
  while (Date.now() < limit) {
    const text = readFileSync(log, { encoding: 'utf8', flag: 'a+' }).trim();
    if (text) {
      return Number(text);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('the program printed nothing within 5 s');
}
