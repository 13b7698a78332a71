import {
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  derive,
  GET_FAILED,
  oauth,
  store,
} from './__testUtils__/derive';
import { SharedFault } from './delivery';

const failing = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
const silentEvent = updateFailedEvent(failing, GET_FAILED);
const shared = (isSuspected: boolean): SharedFault => ({
  store: 'central-secret-store',
  isSuspected,
});
const codesOf = (texts: readonly unknown[]) => texts.map(String);

describe('a fault that many deliveries share', () => {
  it('is noted with the delivery of a store that is down', () => {
    const down = clusterSecretStore(undefined, {
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    const derived = derive([asking, oauth, failing, down], {
      sharedFaults: [shared(false)],
    });
    expect(derived.state).toBe('store-unavailable');
    expect(derived.warnings).toMatchObject([
      {
        code: 'shared-fault',
        text: 'The fault is in ClusterSecretStore central-secret-store, and not in this delivery',
      },
    ]);
  });

  it('gives a delivery of a suspected store no cause, and the candidates of a store', () => {
    const derived = derive([asking, oauth, failing, silentEvent, store], {
      sharedFaults: [shared(true)],
    });
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'other',
      certainty: 'unknown',
    });
    expect(codesOf(derived.candidates.map(({ cause }) => cause))).toEqual([
      'store-login',
      'provider-unavailable',
      'permission',
    ]);
    expect(JSON.stringify(derived.warnings)).toContain('shared-fault');
  });

  it('is not noted with a delivery that has a cause of its own', () => {
    const derived = derive(
      [
        asking,
        oauth,
        failing,
        updateFailedEvent(failing, 'secrets "oauth" not found'),
        store,
      ],
      { sharedFaults: [shared(true)] },
    );
    expect(derived.cause).toBe('source-missing');
    expect(JSON.stringify(derived.warnings)).not.toContain('shared-fault');
  });
});

describe('a delivery whose distribution the operator ignores', () => {
  const since = Date.parse('2026-11-23T04:00:00Z');

  it('waits, and names the switch instead of the time', () => {
    const derived = derive([asking, distribution('oauth')], {
      neverReconciledSince: { clusterexternalsecrets: since },
    });
    expect(derived).toMatchObject({
      state: 'pending',
      summary: expect.stringContaining(
        'has never reconciled a ClusterExternalSecret',
      ),
      remedy: {
        by: 'platform',
        text: expect.stringContaining('processClusterExternalSecret'),
      },
      warnings: [],
    });
  });

  it('is no such one where the operator wrote the status of another', () => {
    expect(derive([asking, distribution('oauth')]).summary).not.toContain(
      'never reconciled',
    );
  });

  it('names the switch of stores that were never validated', () => {
    const derived = derive(
      [
        asking,
        oauth,
        failing,
        clusterSecretStore(undefined, { status: undefined }),
      ],
      { neverReconciledSince: { clustersecretstores: since } },
    );
    expect(derived).toMatchObject({
      state: 'store-unavailable',
      remedy: { text: expect.stringContaining('processClusterStore') },
    });
    expect(derived.cause).toBeUndefined();
  });
});
