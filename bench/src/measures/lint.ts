/* eslint-disable @backstage/no-relative-monorepo-imports */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeScratchDirectory, runToEnd } from '@central-secrets/dev-tools';
import { Bench, median } from '../Bench';
import { distributionObject, storeObject } from '../load/objects';
import { SOURCES } from '../paths';
import { Row, rounded, within } from '../report/Row';

const COMMAND = resolve(SOURCES, '../../packages/cli/bin/central-secrets');

/**
 * `central-secrets lint` on one file with a large number of distributions, as a
 * platform's CI runs it.
 */
export async function lint(bench: Bench): Promise<Row[]> {
  const { lintDistributions: count } = bench.sizes;
  const directory = await makeScratchDirectory();
  const file = join(directory, 'distributions.yaml');
  const usageFile = join(directory, 'usage.json');
  await writeFile(file, manifests(count));
  const runs = [];
  while (runs.length < bench.sizes.repetitions) {
    runs.push({
      ...(await lintOnce(file, usageFile)),
      floor: await bench.run<{ ms: number }>('yamlParse', { file }),
    });
  }
  const seconds = median(runs.map(each => each.seconds));
  const floorMs = median(runs.map(({ floor }) => floor.ms));
  return [
    {
      ...within(
        {
          measure: `lint of ${count} distributions (s)`,
          ours: seconds,
          note: 'reading the same file with the yaml library and no more; ours with its start from the sources',
        },
        10,
        's',
      ),
      against: rounded(floorMs / 1_000),
      ratio: rounded((1_000 * seconds) / floorMs),
    },
    within(
      {
        measure: `lint of ${count} distributions: most memory (MB)`,
        ours: Math.max(...runs.map(({ maxRssBytes }) => maxRssBytes)) / 1e6,
        note: 'resident, of the whole process',
      },
      500,
      'MB',
    ),
  ];
}

async function lintOnce(
  file: string,
  usageFile: string,
): Promise<{ seconds: number; maxRssBytes: number }> {
  const startedAt = performance.now();
  const preload = ['--require', join(SOURCES, 'programs/tellUsage.cjs')];
  const { code, output, errors } = await runToEnd(
    process.execPath,
    [...preload, COMMAND, 'lint', file],
    { env: { ...process.env, BENCH_USAGE_FILE: usageFile } },
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  // Exit code 1 means that it found something.
  if (code !== 0 && code !== 1) {
    throw new Error(
      `lint ended with exit code ${code}: ${(output + errors).slice(-500)}`,
    );
  }
  const { maxRssBytes } = JSON.parse(await readFile(usageFile, 'utf8'));
  return { seconds, maxRssBytes };
}

function manifests(count: number): string {
  const distributions = Array.from({ length: count }, (_, index) =>
    distributionObject(index),
  );
  return [storeObject(), ...distributions]
    .map(({ status, ...document }) => `---\n${stringify(document)}`)
    .join('');
}
