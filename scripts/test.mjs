/**
 * `npm test`: every test that needs no Go. Every part runs, also after a failed
 * one; the numbers are at the end.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ClearError, runMain, say } from './lib/console.mjs';
import { forgetResult, formatCounts, readResult } from './lib/results.mjs';
import { TEST_PARTS } from './lib/test-parts.mjs';
import { ensureToolchain } from './toolchain.mjs';

/** Parts whose tools mostly use one core: these two rows of them run beside each other. */
const ROWS = [
  ['types', 'reports'],
  ['format', 'lint', 'scripts'],
];

runMain(async () => {
  const parts = chosenParts(process.argv.slice(2));
  parts.forEach(forgetResult);
  const toolchain = await ensureToolchain();
  const lines = [];
  let failed = false;
  const rows = rowsOf(parts);
  if (rows.length > 0) {
    say(`\nBeside each other: ${rows.map(row => row.join(', ')).join('; ')}`);
  }
  for (const row of await Promise.all(
    rows.map(each => runRow(each, toolchain)),
  )) {
    failed ||= row.failed;
    lines.push(...row.lines);
  }
  const inRows = rows.flat();
  for (const part of parts.filter(each => !inRows.includes(each))) {
    say(`\n=== ${part}`);
    const started = Date.now();
    const exitCode = await runPart(part, toolchain);
    const counts = readResult(part, exitCode);
    const seconds = Math.round((Date.now() - started) / 1000);
    failed ||= counts.failed > 0;
    lines.push(
      `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${part.padEnd(8)}` +
        `${formatCounts(counts)} (${seconds} s)`,
    );
  }
  say(`\n${lines.join('\n')}`);
  return failed ? 1 : 0;
});

/** Those of the rows that are chosen; none where there would be only one. */
function rowsOf(parts) {
  const rows = ROWS.map(row => row.filter(part => parts.includes(part))).filter(
    row => row.length > 0,
  );
  return rows.length > 1 ? rows : [];
}

/**
 * Runs a row in a process of its own, and shows what it said once it has ended.
 *
 * @returns {Promise<{ failed: boolean, lines: string[] }>} its lines of numbers
 */
async function runRow(parts, { node }) {
  const args = [process.argv[1], '--only', parts.join(',')];
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const code = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = await text(child.stdout);
  const failed = (await code) !== 0;
  process.stdout.write(output);
  const lines = output
    .split('\n')
    .filter(line => /^(?:ok {4}|FAILED) {2}/.test(line));
  return {
    failed,
    lines:
      lines.length > 0 ? lines : [`FAILED  ${parts.join(', ')} did not end`],
  };
}

async function runPart(part, toolchain) {
  try {
    return await TEST_PARTS[part](toolchain);
  } catch (error) {
    say(error instanceof ClearError ? error.message : error.stack);
    return 1;
  }
}

function chosenParts(args) {
  const all = Object.keys(TEST_PARTS);
  const usage = `Usage: npm test [-- --only ${all.join(',')}]`;
  let values;
  try {
    ({ values } = parseArgs({ args, options: { only: { type: 'string' } } }));
  } catch (error) {
    throw new ClearError(`${error.message.split('. ')[0]}. ${usage}`);
  }
  const chosen = values.only?.split(',') ?? all;
  const unknown = chosen.find(part => !all.includes(part));
  if (unknown !== undefined) {
    throw new ClearError(`--only: there is no part "${unknown}". ${usage}`);
  }
  return chosen;
}
