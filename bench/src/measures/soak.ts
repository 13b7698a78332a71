import { setTimeout as wait } from 'node:timers/promises';
import { Bench, median } from '../Bench';
import { Mock } from '../load/startMock';
import type { MockFault } from '../load/MockApiServer';
import type { SoakResult } from '../programs/soak';
import { atMost, Row, within } from '../report/Row';

/** 100,000 ExternalSecrets that are refreshed every hour. */
const UPDATES_PER_SECOND = 28;
const FAULT_EVERY_MS = 8_000;
const FAULTS: readonly (MockFault | 'frozen')[] = [
  'reset',
  'expired',
  'error',
  'truncated',
  'too-many',
  'malformed',
  'frozen',
];
/** Longer than the time after which unanswered pings end the connection. */
const FROZEN_MS = 20_000;

/**
 * A cluster that changes like a large one and fails repeatedly: memory has to
 * stay constant, and no object may get lost.
 */
export async function soak(bench: Bench): Promise<Row[]> {
  const { main, soakMinutes } = bench.sizes;
  const { mock, target, shape } = await bench.mock(main);
  const durationMs = soakMinutes * 60_000;
  await mock.tell({
    command: 'churn',
    perSecond: UPDATES_PER_SECOND,
    deletions: true,
  });
  const running = bench.run<SoakResult>(
    'soak',
    { target, shape, durationMs },
    durationMs + 300_000,
  );
  // Awaited below, also where the run fails before that.
  running.catch(() => {});
  const faults = await breakThings(mock, durationMs);
  await mock.tell({ command: 'stop-churn' });
  const result = await running;
  await bench.dropMock();
  const { heap, drift, count, outages } = result;
  const part = Math.floor(heap.length / 4);
  const early = median(heap.slice(part, 2 * part)) / 1e6;
  const late = median(heap.slice(-part)) / 1e6;
  const measure = `soak of ${soakMinutes} min, ${UPDATES_PER_SECOND} updates/s, ${faults} faults`;
  return [
    atMost(
      {
        measure: `${measure}: heap in the last quarter (MB)`,
        ours: late,
        against: early,
        note: 'the heap in the second quarter; medians after garbage collection',
      },
      1.05,
    ),
    within(
      {
        measure: `${measure}: drift (ExternalSecrets)`,
        ours: drift,
        note: `of ${count}, against a fresh list after the last fault; ${outages} outages were noticed`,
      },
      0,
      '',
    ),
  ];
}

async function breakThings(mock: Mock, durationMs: number): Promise<number> {
  const endsAt = Date.now() + durationMs;
  let count = 0;
  while (Date.now() + FAULT_EVERY_MS < endsAt) {
    await wait(FAULT_EVERY_MS);
    const fault = FAULTS[count % FAULTS.length];
    count += 1;
    if (fault === 'frozen') {
      process.kill(mock.pid, 'SIGSTOP');
      await wait(FROZEN_MS);
      process.kill(mock.pid, 'SIGCONT');
    } else {
      await mock.tell({ command: 'fault', fault });
    }
  }
  await wait(Math.max(0, endsAt - Date.now()));
  return count;
}
