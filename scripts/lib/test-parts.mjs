/**
 * The parts of `npm test`, in the order in which they run: quick ones first.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../toolchain.mjs';
import { ensureChromium } from './chromium.mjs';
import { say } from './console.mjs';
import { emitDeclarations, findUnused, writeReports } from './reports.mjs';
import { resultFile, writeResult } from './results.mjs';

/**
 * Each runs its tests, leaves its numbers in `resultFile(part)` and resolves
 * with its exit code.
 *
 * @type {Record<string, (toolchain: import('../toolchain.mjs').Toolchain) => Promise<number>>}
 */
export const TEST_PARTS = {
  format: check('format', ['prettier', '--check', '--loglevel', 'warn', '.']),
  lint: check('lint', ['backstage-cli', 'repo', 'lint', '--max-warnings', '0']),
  types: runTypes,
  reports: runReports,
  scripts: runScriptTests,
  unit: runUnitTests,
  browser: runBrowserTests,
};

/** A tool that only passes or fails counts as one test. */
function check(part, [command, ...args]) {
  return async toolchain => {
    return writeCodes(part, [await toolchain.run(command, args)]);
  };
}

function writeCodes(part, codes) {
  const failed = codes.filter(code => code !== 0).length;
  writeResult(part, { passed: codes.length - failed, failed });
  return failed > 0 ? 1 : 0;
}

/** The types of the whole repository. */
async function runTypes(toolchain) {
  return writeCodes('types', [await emitDeclarations(toolchain)]);
}

/** The committed reports, and the search for unused code: each counts as one test. */
async function runReports(toolchain) {
  const declared = await emitDeclarations(toolchain);
  if (declared !== 0) {
    say('The types are wrong, so the reports would be as well.');
    return writeCodes('reports', [declared]);
  }
  const unused = await findUnused(toolchain);
  const reports = await writeReports(toolchain, { check: true });
  if (reports.some(code => code !== 0)) {
    say('To accept the changes, run `npm run reports` and commit the reports.');
  }
  return writeCodes('reports', [unused, ...reports]);
}

/** The tests of these scripts, on Node's own test runner. */
async function runScriptTests({ run, node }) {
  const tap = `${resultFile('scripts')}.tap`;
  const reporters = [
    ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
  ];
  const code = await run(node, [
    '--test',
    ...reporters,
    'scripts/**/*.test.mjs',
  ]);
  const report = await readFile(tap, 'utf8');
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  writeResult('scripts', {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  });
  return code;
}

/** Unit, component and property tests of every package. */
function runUnitTests({ run }) {
  const args = ['repo', 'test', '--watchAll=false', '--maxWorkers=2', '--json'];
  args.push(`--outputFile=${resultFile('unit')}`);
  // Nothing is measured by a test: on a slow machine it only takes longer.
  args.push('--testTimeout=60000');
  return run('backstage-cli', args, {
    env: {
      // The Kubernetes client is an ES module only, which jest loads with this.
      NODE_OPTIONS: '--experimental-vm-modules',
      // Tests use databases other than SQLite only where a connection string
      // names one.
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Tests the pages of a real Backstage on the demo cluster, in Chromium. */
async function runBrowserTests({ run, node, env }) {
  const chromium = await ensureChromium(env);
  const playwright = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const config = join(ROOT, 'browser-tests/playwright.config.ts');
  return run(node, [playwright, 'test', '--config', config], {
    env: {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: resultFile('browser'),
    },
  });
}
