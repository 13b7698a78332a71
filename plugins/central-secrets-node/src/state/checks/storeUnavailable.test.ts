import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  clusterSecretStore,
  failedStatus,
  gatherInput,
  updateFailedEvent,
} from '../../testUtils';
import {
  asking,
  derive,
  evidenceOf,
  GET_FAILED,
  NOW,
  oauth,
  store,
} from '../__testUtils__/derive';

const NOT_READY = 'ClusterSecretStore "central-secret-store" is not ready';

describe('store-unavailable', () => {
  const failing = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });

  it('shows the store’s condition beside the failure', () => {
    const down = clusterSecretStore(undefined, {
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'InvalidProviderConfig',
            message: 'unable to create client',
          },
        ],
      },
    });
    const derived = derive([asking, oauth, failing, down]);
    expect(derived).toMatchObject({
      state: 'store-unavailable',
      summary: 'The store central-secret-store is not ready',
      remedy: { by: 'platform' },
    });
    expect(evidenceOf(derived)).toEqual([
      'ClusterSecretStore central-secret-store: status.conditions[Ready].status = False (InvalidProviderConfig: unable to create client)',
      'ExternalSecret oauth: status.conditions[Ready].status = False (SecretSyncedError)',
      `ExternalSecret oauth: status.conditions[Ready].message = ${GET_FAILED}`,
    ]);
  });

  it('holds by the condition where no event is there, until the next attempt', () => {
    const told = childOf(oauth, 'app', { status: failedStatus(NOT_READY) });
    expect(derive([asking, oauth, told, store])).toMatchObject({
      state: 'store-unavailable',
      summary:
        'The store central-secret-store was not ready at the last attempt',
      remedy: { by: 'nobody' },
      warnings: [],
    });
  });

  it('does not take a store that cannot be read for ready again', () => {
    const objects = [
      asking,
      oauth,
      failing,
      updateFailedEvent(failing, NOT_READY),
    ];
    const { observations } = gatherInput(objects, { now: NOW });
    const error = {
      code: 'forbidden' as const,
      message: message('no-answer', { problem: 'no right' }),
    };
    const derived = derive(objects, {
      observations: { ...observations, clustersecretstores: { error } },
    });
    expect(derived).toMatchObject({
      state: 'store-unavailable',
      summary: 'The store central-secret-store is not ready',
      remedy: { by: 'platform' },
    });
    expect(evidenceOf(derived)).toEqual([
      `ExternalSecret oauth: event UpdateFailed = ${NOT_READY}`,
      'ExternalSecret oauth: status.conditions[Ready].status = False (SecretSyncedError)',
      `ExternalSecret oauth: status.conditions[Ready].message = ${GET_FAILED}`,
    ]);
  });
});
