/**
 * `npm test`: every test that needs no Go. Every part runs, also after a failed
 * one; the numbers are at the end.
 */
import { parseArgs } from 'node:util';
import { ClearError, runMain, say } from './lib/console.mjs';
import { forgetResult, formatCounts, readResult } from './lib/results.mjs';
import { TEST_PARTS } from './lib/test-parts.mjs';
import { ensureToolchain } from './toolchain.mjs';

runMain(async () => {
  const parts = chosenParts(process.argv.slice(2));
  parts.forEach(forgetResult);
  const toolchain = await ensureToolchain();
  const lines = [];
  let failed = false;
  for (const part of parts) {
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
