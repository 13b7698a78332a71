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
} from '../__testUtils__/derive';

describe('denied', () => {
  const text =
    'using cluster store "central-secret-store" is not allowed from namespace "app": denied by spec.condition';
  const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });

  it('holds before there is a copy', () => {
    const denying = clusterSecretStore(undefined, {
      spec: { conditions: [{ namespaces: ['other'] }] },
    });
    expect(derive([asking, oauth, denying]).state).toBe('denied');
  });

  it('holds by the event alone where stores cannot be read', () => {
    const objects = [asking, oauth, child, updateFailedEvent(child, text)];
    const { observations } = gatherInput(objects, { now: NOW });
    const error = {
      code: 'forbidden' as const,
      message: message('no-answer', { problem: 'no right' }),
    };
    expect(
      derive(objects, {
        observations: { ...observations, clustersecretstores: { error } },
      }),
    ).toMatchObject({
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
