import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { parseExternalSecret, parsePushSecret } from '../../records';
import {
  BUILT_AT,
  Change,
  pushedStatus,
  pushOf,
  readOf,
  syncedStatus,
} from '../../testUtils';
import { ChainPush, ChainRead, deriveChain } from './deriveChain';

const PATH = 'platform-data/postgres/temporal';
const START = Date.parse(BUILT_AT);
const HOUR = 3_600_000;

function push(state: DeliveryState, change: Change = {}): ChainPush {
  const record = parsePushSecret(
    pushOf(PATH, 'temporal', 'platform-data', change),
  );
  return { push: record, derived: { state } };
}

function read(
  state: DeliveryState,
  refreshedAt: string | undefined,
  change: Change = {},
): ChainRead {
  const status = refreshedAt ? syncedStatus('s', refreshedAt) : {};
  const object = readOf(PATH, 'temporal', 'temporal', { status, ...change });
  return { read: parseExternalSecret(object), state };
}

const at = (minutes: number) =>
  new Date(START + minutes * 60_000).toISOString();

describe('deriveChain', () => {
  it.each<[DeliveryState, DeliveryState, DeliveryState]>([
    ['synced', 'synced', 'synced'],
    ['synced', 'failed', 'failed'],
    ['unknown', 'synced', 'unknown'],
    ['failed', 'unknown', 'failed'],
    ['conflict', 'failed', 'conflict'],
    ['pending', 'synced', 'pending'],
  ])('of %s and %s it is %s', (pushed, delivered, state) => {
    expect(deriveChain([push(pushed)], [read(delivered, at(1))]).state).toBe(
      state,
    );
  });

  it('is as late as the slowest hops together, twice the interval by default', () => {
    const slow = { spec: { refreshInterval: '3h' } };
    expect(
      deriveChain([push('synced')], [read('synced', at(1))]).worstDelayMs,
    ).toBe(2 * HOUR);
    expect(
      deriveChain(
        [push('synced')],
        [read('synced', at(1)), read('synced', at(1), slow)],
      ).worstDelayMs,
    ).toBe(4 * HOUR);
  });

  it.each<[string, ChainPush[], ChainRead[]]>([
    [
      'a push is made once',
      [push('synced', { spec: { refreshInterval: '0' } })],
      [read('synced', at(1))],
    ],
    [
      'a reader is refreshed on changes alone',
      [push('synced')],
      [read('synced', at(1), { spec: { refreshPolicy: 'OnChange' } })],
    ],
    ['there is no reader', [push('synced')], []],
  ])('promises no delay where %s', (_, pushes, reads) => {
    expect(deriveChain(pushes, reads).worstDelayMs).toBeUndefined();
  });

  it('counts the readers that were refreshed after the last push', () => {
    const reads = [
      read('synced', at(1)),
      // In the same second: which came first is not known.
      read('synced', at(0)),
      read('synced', at(-30)),
    ];
    expect(deriveChain([push('synced')], reads).rotation).toEqual({
      pushedAt: START,
      nextPushAt: START + HOUR,
      current: 1,
      waiting: 2,
      completeBy: START + HOUR,
    });
  });

  it('promises no end of a rotation where a waiting reader is not refreshed', () => {
    const never = { spec: { refreshInterval: '0' } };
    expect(
      deriveChain([push('synced')], [read('synced', at(-1), never)]).rotation,
    ).not.toHaveProperty('completeBy');
  });

  it('has no rotation before the first push', () => {
    const first = push('pending', {
      status: { ...pushedStatus(PATH), refreshTime: undefined },
    });
    expect(deriveChain([first], [read('pending', undefined)]).rotation).toEqual(
      { current: 0, waiting: 1 },
    );
  });

  it('warns of a path that nobody reads, or nobody writes, and of what is left out', () => {
    const codes = (pushes: ChainPush[], reads: ChainRead[]) =>
      deriveChain(pushes, reads).warnings.map(({ code }) => code);
    const many = Array.from({ length: 60 }, (_, index) => ({
      match: { remoteRef: { remoteKey: `p${index}` } },
    }));
    expect(codes([push('synced')], [])).toEqual(['path-not-read']);
    expect(codes([], [read('failed', undefined)])).toEqual([
      'path-not-written',
    ]);
    expect(
      codes(
        [push('synced', { spec: { data: many } })],
        [read('synced', at(1))],
      ),
    ).toEqual(['entries-left-out']);
  });
});
