import { Bench } from '../Bench';
import { countOf, shapeOf } from '../load/shape';
import { MockFleet, startFleet } from '../load/startMock';
import { timesOf } from '../programs/answers';
import type { FleetResult } from '../programs/fleet';
import { runProgram } from '../programs/runProgram';
import { atMost, Row, within } from '../report/Row';

/** Many clusters in one backend, all with changes. */
export async function fleet(bench: Bench): Promise<Row[]> {
  const { clusters, externalSecrets, perSecond, seconds } = bench.sizes.fleet;
  const shape = shapeOf(externalSecrets);
  const changes = (perSecond / clusters) * seconds;
  const servers = await startFleet(clusters, shape);
  try {
    const result = await observe(servers, { shape, changes, perSecond });
    const sentAt = await servers.tell<number[][]>({ command: 'stop-churn' });
    const lags = result.knownAt.flatMap((times, cluster) =>
      times.map((time, count) =>
        time === null ? Infinity : time - sentAt[cluster][count],
      ),
    );
    const { p50, p99 } = timesOf(lags);
    const lost = lags.filter(lag => lag === Infinity).length;
    const [before, after] = result.heap.map(bytes => bytes / 1e6);
    const measure = `${clusters} clusters × ${countOf(
      shape,
    )} ExternalSecrets, ${perSecond} changes/s for ${seconds} s`;
    return [
      within(
        {
          measure: `${measure}: change sent → known, p99 (ms)`,
          ours: p99,
          note: `median ${p50.toFixed(1)} ms; ${lost} of ${
            lags.length
          } changes were never known; all clusters were synced after ${(
            result.syncMs / 1_000
          ).toFixed(1)} s`,
        },
        1_000,
        'ms',
      ),
      atMost(
        {
          measure: `${measure}: heap afterwards (MB)`,
          ours: after,
          against: before,
          note: 'the heap before the changes; both after garbage collection',
        },
        1.05,
      ),
    ];
  } finally {
    servers.stop();
  }
}

function observe(
  servers: MockFleet,
  input: { shape: object; changes: number; perSecond: number },
): Promise<FleetResult> {
  const { targets } = servers;
  const perSecond = input.perSecond / targets.length;
  return runProgram<object, FleetResult>(
    'fleet',
    { ...input, targets },
    {
      nodeArgs: ['--expose-gc', '--no-warnings'],
      limitMs: 900_000,
      onOrder: () => {
        void servers.tell({ command: 'churn', perSecond });
      },
    },
  );
}
