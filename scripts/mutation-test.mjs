/**
 * `npm run mutation-test`: changes the pure logic in small ways, one at a time,
 * and reports the changes that no test notices. Arguments choose files or
 * folders, such as `plugins/central-secrets-node/src/state/checks`. With
 * `--sample N [--seed S]`, a random sample of each area is tried.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { ClearError, runMain, say } from './lib/console.mjs';
import { parseMutationOptions } from './lib/mutation/options.mjs';
import { countCaught, describeScore } from './lib/mutation/sample.mjs';
import { REPORT, strykerConfig } from './lib/mutation/stryker-config.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

/** The packages with logic in which nothing but the arguments decides the result. */
const AREAS = [
  {
    packageFolder: 'plugins/central-secrets-node',
    logic: ['src/state', 'src/selection', 'src/bindings'],
    tests: ['plugins/central-secrets-node/src'],
  },
  {
    packageFolder: 'plugins/central-secrets-node',
    logic: ['src/text/redact', 'src/text/classifyFailure.ts'],
    // Not the tests that redact what they read in passing.
    tests: ['plugins/central-secrets-node/src/text'],
    // Texts of megabytes, for the time that they take.
    withoutTests: [
      'plugins/central-secrets-node/src/text/redact/hostileTexts.test.ts',
    ],
  },
  {
    packageFolder: 'packages/manifest-rules',
    logic: ['src'],
    // Not all tests of `lint`: those of files and folders take minutes, and
    // reach every rule.
    tests: [
      'packages/manifest-rules/src',
      'packages/cli/src/lint/fix',
      'packages/cli/src/lint/rules.test.ts',
      'packages/cli/src/lint/olderManifests.test.ts',
      'packages/cli/src/lint/repositories.test.ts',
    ],
  },
  {
    packageFolder: 'packages/cli',
    logic: [
      'src/lint/options.ts',
      'src/doctor/checks/rights.ts',
      'src/doctor/hub/rights.ts',
    ],
    tests: [
      'packages/cli/src/lint/options.test.ts',
      'packages/cli/src/doctor/checks/rights.test.ts',
      'packages/cli/src/doctor/hub',
    ],
  },
  {
    packageFolder: 'plugins/central-secrets-backend',
    logic: ['src/requests/plan'],
    tests: ['plugins/central-secrets-backend/src/requests/plan'],
  },
  {
    packageFolder: 'plugins/scaffolder-backend-module-central-secrets',
    logic: [
      'src/actions/distributionsForLabels.ts',
      'src/actions/judgeDelivery.ts',
      'src/actions/waitForDeliveries.ts',
    ],
    tests: ['distributionsForLabels', 'judgeDelivery', 'waitForDeliveries'].map(
      name =>
        `plugins/scaffolder-backend-module-central-secrets/src/actions/${name}.test.ts`,
    ),
  },
  {
    packageFolder: 'plugins/central-secrets',
    logic: ['src/model'],
    tests: ['plugins/central-secrets/src/model'],
  },
];
const CONFIG_FOLDER = join(ROOT, '.cache/mutation-test-configs');

await runMain(async () => {
  const { paths, sample } = parseMutationOptions(process.argv.slice(2));
  const chosen = paths.map(path => relative(ROOT, join(ROOT, path)));
  const areas = AREAS.map(area => ({
    ...area,
    mutate: patternsOf(area, chosen),
  })).filter(({ mutate }) => mutate.length > 0);
  if (areas.length === 0) {
    throw new ClearError(
      `${chosen.join(
        ', ',
      )}: not among the folders with pure logic in scripts/mutation-test.mjs`,
    );
  }
  const toolchain = await ensureToolchain();
  mkdirSync(CONFIG_FOLDER, { recursive: true });
  const scores = [];
  let failed = false;
  for (const { packageFolder, tests, withoutTests = [], mutate } of areas) {
    say(`\n=== ${packageFolder}`);
    const folder = join(ROOT, packageFolder);
    const config = join(
      CONFIG_FOLDER,
      `${packageFolder.replace('/', '-')}.json`,
    );
    writeFileSync(
      config,
      JSON.stringify(
        strykerConfig({
          packageFolder: folder,
          mutate,
          testFiles: tests
            .flatMap(findTests)
            .filter(
              file => !withoutTests.some(path => join(ROOT, path) === file),
            ),
          sample,
        }),
      ),
    );
    rmSync(REPORT, { force: true });
    const code = await toolchain.run('stryker', ['run', config], {
      cwd: folder,
    });
    if (code !== 0) {
      failed = true;
      continue;
    }
    const counts = countCaught(JSON.parse(readFileSync(REPORT)), sample);
    scores.push(
      `${packageFolder} ${mutate.join(' ')}: ${describeScore(counts)}`,
    );
  }
  say(`\nCaught${sample ? `, seed ${sample.seed}` : ''}:`);
  scores.forEach(say);
  return failed ? 1 : 0;
});

/** The test files at a path, which is one of them or a folder. */
function findTests(path) {
  if (path.endsWith('.test.ts')) {
    return [join(ROOT, path)];
  }
  return readdirSync(join(ROOT, path), { recursive: true })
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .map(file => join(ROOT, path, file));
}

/** The patterns of an area, as Stryker takes them. */
function patternsOf({ packageFolder, logic }, chosen) {
  const wanted = chosen.length > 0 ? chosen : [packageFolder];
  return logic
    .flatMap(path => {
      const whole = `${packageFolder}/${path}`;
      return wanted.flatMap(each => {
        if (isWithin(whole, each)) {
          return [path];
        }
        return isWithin(each, whole) ? [relative(packageFolder, each)] : [];
      });
    })
    .map(path =>
      statSync(join(ROOT, packageFolder, path)).isDirectory()
        ? `${path}/**/*.{ts,tsx}`
        : path,
    );
}

function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}
