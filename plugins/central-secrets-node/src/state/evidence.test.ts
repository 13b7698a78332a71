import {
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  secretStore,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  derive,
  evidenceOf,
  GET_FAILED,
  oauth,
  store,
} from './__testUtils__/derive';
import { writtenTime } from './evidence';

describe('writtenTime', () => {
  it.each([
    ['2026-11-23T05:00:00.999Z', '2026-11-23T05:00:00Z'],
    ['+275760-09-13T00:00:00.000Z', '+275760-09-13T00:00:00Z'],
  ])('writes %s to the second', (time, written) => {
    expect(writtenTime(Date.parse(time))).toBe(written);
  });
});

describe('the evidence', () => {
  const condition = (change: object) => ({
    conditions: [{ type: 'Ready', status: 'False', ...change }],
  });

  it.each([
    [{ reason: 'Waiting', message: 'x' }, 'Unknown (Waiting)', ['x']],
    [{ message: 'x' }, 'Unknown', ['x']],
    [{ reason: 'Waiting' }, 'Unknown (Waiting)', []],
  ])('shows of the Ready condition what it says: %j', (change, told, rest) => {
    const child = childOf(oauth, 'app', {
      status: condition({ status: 'Unknown', ...change }),
    });
    expect(evidenceOf(derive([asking, oauth, child, store])).slice(2)).toEqual([
      `ExternalSecret oauth: status.conditions[Ready].status = ${told}`,
      ...rest.map(
        text =>
          `ExternalSecret oauth: status.conditions[Ready].message = ${text}`,
      ),
    ]);
  });

  it.each([
    [condition({ reason: 'Invalid', message: 'x' }), 'False (Invalid: x)'],
    [condition({ reason: 'Invalid' }), 'False (Invalid)'],
    [condition({ message: 'x' }), 'False (x)'],
    [undefined, 'none: the store was not validated yet'],
  ])('shows of a store’s condition what it says: %j', (status, told) => {
    const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
    const down = clusterSecretStore(undefined, { status });
    expect(evidenceOf(derive([asking, oauth, child, down]))[0]).toBe(
      `ClusterSecretStore central-secret-store: status.conditions[Ready].status = ${told}`,
    );
  });

  it('says since when a store is not ready, and in which namespace it is', () => {
    const own = distribution('oauth', {
      spec: {
        externalSecretSpec: {
          secretStoreRef: { kind: 'SecretStore', name: 'own' },
        },
      },
    });
    const child = childOf(own, 'app', { status: failedStatus(GET_FAILED) });
    const lastTransitionTime = '2026-11-23T05:00:10Z';
    const down = secretStore('own', 'app', {
      status: condition({ lastTransitionTime }),
    });
    const derived = derive([asking, own, child, down]);
    expect(derived.state).toBe('store-unavailable');
    expect(derived.evidence[0]).toMatchObject({
      kind: 'SecretStore',
      namespace: 'app',
      name: 'own',
      at: Date.parse(lastTransitionTime),
    });
  });

  it.each([
    [1, 'event UpdateFailed'],
    [2, 'event UpdateFailed ×2'],
  ])('says how often an event happened: %d', (count, field) => {
    const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
    const event = updateFailedEvent(child, 'secrets "x" not found', {
      count,
      lastTimestamp: '2026-11-23T05:00:10Z',
    });
    expect(
      derive([asking, oauth, child, store, event]).evidence[0],
    ).toMatchObject({ field, at: Date.parse('2026-11-23T05:00:10Z') });
  });
});
