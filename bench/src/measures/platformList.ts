import { Bench } from '../Bench';
import { countOf } from '../load/shape';
import { startMock } from '../load/startMock';
import type { MockCommand } from '../programs/mockApiServer';
import type { PlatformListResult } from '../programs/platformList';
import { runProgram } from '../programs/runProgram';
import { Row, within } from '../report/Row';

/**
 * The number of ExternalSecrets in each namespace, as in the other measures.
 */
const PER_NAMESPACE = 10;

/**
 * The request of the platform page, in a cluster of many distributions and
 * namespaces.
 */
export async function platformList(bench: Bench): Promise<Row[]> {
  const shape = { ...bench.sizes.listed, perNamespace: PER_NAMESPACE };
  await bench.dropMock();
  const mock = await startMock(shape);
  let result: PlatformListResult;
  try {
    result = await runProgram<object, PlatformListResult>(
      'platformList',
      { target: mock.target, shape },
      { onOrder: command => mock.tell(command as MockCommand) },
    );
  } finally {
    mock.stop();
  }
  const { starting, polling, fromScratch } = result;
  const list = `platform list, ${shape.distributions} distributions × ${
    shape.namespaces
  } namespaces, ${countOf(shape)} ExternalSecrets`;
  const computed = `the thread itself computed for ${starting.maxComputedMs.toFixed(
    1,
  )} ms at the most between two turns at first, and ${polling.maxComputedMs.toFixed(
    1,
  )} ms under changes`;
  return [
    within(
      {
        measure: `${list}: first answer after the sync (ms)`,
        ours: result.firstAnswerMs,
        against: fromScratch.countMs,
        note: `against counting from scratch; meanwhile the thread computed for ${result.firstComputedMs.toFixed(
          0,
        )} ms; every delivery was counted after ${result.countedMs.toFixed(
          0,
        )} ms; under 500 changes/s the longest answer took ${polling.longestAnswerMs.toFixed(
          0,
        )} ms`,
      },
      50,
      'ms',
    ),
    within(
      {
        measure: `${list}: longest event-loop delay (ms)`,
        ours: Math.max(starting.maxDelayMs, polling.maxDelayMs),
        against: fromScratch.lintMs,
        note: `against the rules asked from scratch, in one piece; after the sync until every delivery is counted, and for ten seconds under 500 changes/s; ${computed}`,
      },
      20,
      'ms',
    ),
    within(
      {
        measure: `${list}: age of the counts after a change (ms)`,
        ours: result.ageMs,
        note: 'the longest of twenty deletions, from the watch event until an answer counts it',
      },
      1_000,
      'ms',
    ),
  ];
}
