import { Bench } from '../Bench';
import { startMock } from '../load/startMock';
import { runProgram } from '../programs/runProgram';
import type { TabInput, TabResult } from '../programs/tab';
import { rounded, Row, within } from '../report/Row';

const DELIVERIES = 10;
const NAMESPACES = 10;
const FEW = 50;
const MANY = 5_000;
const ANSWERS = 200;

async function answersWith(distributions: number): Promise<TabResult> {
  const shape = {
    namespaces: NAMESPACES,
    distributions,
    perNamespace: DELIVERIES,
  };
  const mock = await startMock(shape);
  try {
    return await runProgram<TabInput, TabResult>('tab', {
      target: mock.target,
      shape,
      count: ANSWERS,
    });
  } finally {
    mock.stop();
  }
}

/**
 * The cost of the tab's answer, where the cluster has many distributions that
 * do not concern the entity.
 */
export async function tab(bench: Bench): Promise<Row[]> {
  await bench.dropMock();
  const few = await answersWith(FEW);
  const many = await answersWith(MANY);
  const measure = `the tab's answer, ${DELIVERIES} deliveries, ${MANY} distributions in the cluster`;
  const { counted, listed } = many;
  return [
    within(
      {
        measure: `${measure}: size (kB)`,
        ours: counted.bytes / 1_000,
        against: listed.bytes / 1_000,
        note: 'against the answer that lists every distribution, too',
      },
      30,
      'kB',
    ),
    within(
      {
        measure: `${measure}: p99 (ms)`,
        ours: counted.p99,
        against: listed.p99,
        note: `against the same; with ${FEW} distributions it is ${rounded(
          few.counted.p99,
        )} ms`,
      },
      1,
      'ms',
    ),
  ];
}
