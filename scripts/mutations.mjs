/**
 * `npm run mutations`: puts classic mistakes into copies of the code that lists
 * and watches, one at a time, and reports which of them its tests catch. An
 * argument selects the mistakes whose names contain it.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClearError, runMain, say } from './lib/console.mjs';
import { mutate, MUTATIONS } from './lib/mutation-list.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

const DIRECTORY = join(ROOT, '.cache/mutations');
const TRANSFORM = '@backstage/cli/config/jestSwcTransform';

/**
 * The tests that have to catch a mistake: those of its folder, without those of
 * whole clusters.
 */
const TESTS = {
  kubernetes: [
    'kubernetes/Backoff.test.ts',
    'kubernetes/Discovery.test.ts',
    'kubernetes/Fault.test.ts',
    'kubernetes/KubernetesSource.test.ts',
    'kubernetes/NamespaceSource.test.ts',
    'kubernetes/Reflector*.test.ts',
    'kubernetes/lines.test.ts',
    'kubernetes/listPages.test.ts',
    'kubernetes/resourceVersion.test.ts',
  ],
  inventory: [
    'inventory/CollectionSink.test.ts',
    'inventory/collections.test.ts',
    'inventory/observation/mergeObservations.test.ts',
  ],
  // The client's own sources have no folders.
  '.': ['HttpConnection.test.ts', 'tokenFile.test.ts'],
};

function folderOf({ file }) {
  return file.includes('/') ? file.split('/')[0] : '.';
}

/** A hundred times more than needed to catch the mistakes that only schedules find. */
const FAULT_SCHEDULES = '60';

runMain(async () => {
  const { run, node } = await ensureToolchain();
  const [part = ''] = process.argv.slice(2);
  const chosen = MUTATIONS.filter(({ name }) => name.includes(part));
  if (chosen.length === 0) {
    throw new ClearError(`No mutation is named like "${part}"`);
  }
  await rm(DIRECTORY, { recursive: true, force: true });
  const unchanged = [
    ...new Map(chosen.map(mutation => [folderOf(mutation), mutation])),
  ].map(([folder, { sources, file }]) => ({
    name: `(none, ${sources}/${folder})`,
    sources,
    file,
  }));
  const projects = await Promise.all(
    [...unchanged, ...chosen].map(prepareProject),
  );
  const config = join(DIRECTORY, 'jest.config.json');
  const output = join(DIRECTORY, 'results.json');
  await writeFile(config, JSON.stringify({ projects, testTimeout: 60_000 }));
  const started = Date.now();
  await run(
    node,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      ...['--config', config, '--json', '--outputFile', output],
      ...['--maxWorkers', '2'],
    ],
    { env: { FAULT_SCHEDULES }, stdio: ['ignore', 'ignore', 'ignore'] },
  );
  const verdicts = judge(
    [...unchanged, ...chosen],
    JSON.parse(await readFile(output, 'utf8')),
  );
  await rm(DIRECTORY, { recursive: true, force: true });
  return report(verdicts, unchanged.length, Date.now() - started);
});

/**
 * Copies the sources with the mistake in them.
 *
 * @returns the configuration with which jest tests them
 */
async function prepareProject(mutation, index) {
  const rootDir = join(DIRECTORY, String(index));
  await mkdir(rootDir, { recursive: true });
  await cp(join(ROOT, mutation.sources), rootDir, { recursive: true });
  if (mutation.edits) {
    const path = join(rootDir, mutation.file);
    await writeFile(path, mutate(mutation, await readFile(path, 'utf8')));
  }
  return {
    rootDir,
    id: `mutation-${index}`,
    displayName: String(index),
    testMatch: TESTS[folderOf(mutation)].map(pattern => `<rootDir>/${pattern}`),
    testEnvironment: 'node',
    transform: {
      '\\.tsx?$': [
        join(ROOT, 'node_modules', `${TRANSFORM}.js`),
        { jsc: { parser: { syntax: 'typescript' } } },
      ],
    },
  };
}

/**
 * The failures that each mistake caused. A file that could not run proves
 * nothing, and says why.
 */
function judge(mutations, { testResults }) {
  return mutations.map((mutation, index) => {
    const folder = join(DIRECTORY, String(index), '/');
    const files = testResults.filter(({ name }) => name.startsWith(folder));
    const tests = files.flatMap(({ assertionResults }) => assertionResults);
    const unrun = files.find(file => !file.assertionResults.length);
    return {
      name: mutation.name,
      unrun: files.length
        ? unrun && (unrun.message || 'it does not say why')
        : 'there are none',
      failed: tests.filter(({ status }) => status === 'failed'),
    };
  });
}

function report(verdicts, unchangedCount, tookMs) {
  const healthy = verdicts.slice(0, unchangedCount);
  const failing = healthy.find(({ unrun, failed }) => unrun || failed.length);
  if (failing) {
    throw new ClearError(
      `The tests fail without any mistake, so the mistakes cannot be judged: ${
        failing.failed[0]?.fullName ?? `${failing.name}: ${failing.unrun}`
      }`,
    );
  }
  const made = verdicts.slice(unchangedCount);
  for (const { name, unrun, failed } of made) {
    const first = failed[0]?.fullName ?? 'no test fails';
    say(
      `${!unrun && failed.length ? 'caught' : 'MISSED'}  ${name}\n        ${
        unrun ? `its tests could not be run: ${unrun}` : first
      }`,
    );
  }
  const caught = made.filter(({ unrun, failed }) => !unrun && failed.length);
  say(
    `\n${caught.length} of ${made.length} mistakes are caught (${Math.round(
      tookMs / 1_000,
    )} s)`,
  );
  return caught.length === made.length ? 0 : 1;
}
