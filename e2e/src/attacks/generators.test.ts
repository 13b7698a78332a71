import { collectionPath } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { AttackedHub } from './attackedHub';
import {
  DANGEROUS_GENERATORS,
  generator,
  vaultGenerator,
} from './dangerousGenerators';

const POLICY = 'central-secrets-team-generators';
const key = { name: 'mine', key: 'key' };

describe('a generator of a team', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
  });

  it.each(DANGEROUS_GENERATORS)('is refused with %s', async (_what, object) => {
    const path = `${collectionPath(object)}?dryRun=All`;
    const refused = await hub.mallory.ask('POST', path, object);
    expect(refused.body.message).toContain(POLICY);
    expect(refused.status).toBe(403);
    const accepted = await hub.api.ask('POST', path, object);
    expect([accepted.status, accepted.body.message]).toEqual([201, undefined]);
  });

  it('is accepted where it needs no identity, or names one of the team', async () => {
    const accepted = [
      generator('Password', { length: 20 }),
      vaultGenerator({ tokenSecretRef: key }),
      generator('ECRAuthorizationToken', {
        region: 'eu-west-1',
        auth: {
          secretRef: {
            accessKeyIDSecretRef: key,
            secretAccessKeySecretRef: key,
          },
        },
      }),
    ];
    for (const object of accepted) {
      const path = `${collectionPath(object)}?dryRun=All`;
      const { status, body } = await hub.mallory.ask('POST', path, object);
      expect([object.kind, status, body.message]).toEqual([
        object.kind,
        201,
        undefined,
      ]);
    }
  });

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
