import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  clusterSecretStore,
  failedStatus,
  updateFailedEvent,
  gatherInput,
} from '../../testUtils';
import {
  NOW,
  oauth,
  asking,
  store,
  GET_FAILED,
  derive,
  evidenceOf,
} from '../__testUtils__/derive';

describe('denied', () => {
  const text =
    'using cluster store "central-secret-store" is not allowed from namespace "app": denied by spec.condition';
  const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });

  it('holds before there is a copy', () => {
    const denying = clusterSecretStore(undefined, {
      spec: { conditions: [{ namespaces: ['other'] }] },
    });
    const derived = derive([asking, oauth, denying]);
    expect(derived.state).toBe('denied');
    expect(derived.since).toBeUndefined();
    expect(evidenceOf(derived)).toEqual([
      'ClusterSecretStore central-secret-store: spec.conditions = namespace other',
    ]);
  });

  it('holds since the attempt that the store denied, by the condition where no event is there', () => {
    const denied = childOf(oauth, 'app', {
      status: failedStatus(text, '2026-11-23T05:00:10Z'),
    });
    const derived = derive([asking, oauth, denied, store]);
    expect(derived).toMatchObject({
      state: 'denied',
      since: Date.parse('2026-11-23T05:00:10Z'),
    });
    expect(evidenceOf(derived)).toEqual([
      'ClusterSecretStore central-secret-store: spec.conditions = nothing',
      'ExternalSecret oauth: status.conditions[Ready].status = False (SecretSyncedError)',
      `ExternalSecret oauth: status.conditions[Ready].message = ${text}`,
    ]);
  });

  it('holds by the event alone where stores cannot be read', () => {
    const objects = [asking, oauth, child, updateFailedEvent(child, text)];
    const { observations } = gatherInput(objects, { now: NOW });
    const error = {
      code: 'forbidden' as const,
      message: message('no-answer', { problem: 'no right' }),
    };
    const derived = derive(objects, {
      observations: { ...observations, clustersecretstores: { error } },
    });
    expect(evidenceOf(derived)).toEqual([
      `ExternalSecret oauth: event UpdateFailed = ${text}`,
      'ExternalSecret oauth: status.conditions[Ready].status = False (SecretSyncedError)',
      `ExternalSecret oauth: status.conditions[Ready].message = ${GET_FAILED}`,
    ]);
    expect(derived).toMatchObject({
      state: 'denied',
      remedy: { by: 'platform' },
      warnings: [{ code: 'partial-knowledge' }],
    });
  });

  it('needs nobody once the store allows it, until the next attempt', () => {
    expect(
      derive([asking, oauth, child, updateFailedEvent(child, text), store]),
    ).toMatchObject({ state: 'denied', remedy: { by: 'nobody' } });
  });
});
