import { Bench } from '../Bench';
import { timesOf } from '../programs/answers';
import { Row, within } from '../report/Row';

const UPDATES_PER_SECOND = 500;

/**
 * From the moment when the API server writes a watch line to an answer that
 * shows it.
 */
export async function freshness(bench: Bench): Promise<Row[]> {
  const { mock, target, shape } = await bench.mock(bench.sizes.main);
  const { updates } = bench.sizes;
  await mock.tell({ command: 'churn', perSecond: UPDATES_PER_SECOND });
  let seenAt: number[];
  let sentAt: number[];
  try {
    seenAt = await bench.run<number[]>('freshness', { target, shape, updates });
  } finally {
    sentAt = await mock.tell<number[]>({ command: 'stop-churn' });
  }
  const times = timesOf(seenAt.map((at, index) => at - sentAt[index]));
  return [
    within(
      {
        measure: `watch line sent → visible in an answer, at ${UPDATES_PER_SECOND} updates/s, p99 (ms)`,
        ours: times.p99,
        note: `median ${times.p50.toFixed(2)} ms; ${updates} updates among ${
          bench.sizes.main
        } ExternalSecrets`,
      },
      10,
      'ms',
    ),
  ];
}
