import { childOf, clusterSecretStore, syncedStatus } from '../../../testUtils';
import {
  oauth,
  asking,
  derive,
  deriveChild,
  codesOf,
} from '../../__testUtils__/derive';

describe('synced', () => {
  it('says when nothing is to be written', () => {
    const derived = deriveChild({
      spec: { target: { creationPolicy: 'None' } },
      status: syncedStatus(''),
    });
    expect(derived).toMatchObject({
      state: 'synced',
      summary: expect.stringContaining('no Secret is to be written'),
    });
    expect(codesOf(derived)).toEqual(['no-secret-written']);
  });

  it('goes on with a store that is down, until the next attempt fails', () => {
    const child = childOf(oauth, 'app', { status: syncedStatus('oauth') });
    const down = clusterSecretStore(undefined, { status: undefined });
    expect(derive([asking, oauth, child, down]).state).toBe('synced');
  });
});
