import {
  generatorResource,
  HubAccess,
  HubProblem,
  judgeGenerator,
  judgeHubReference,
  judgePush,
  judgeStore,
  judgeTemplates,
  parseHubAccess,
} from '@central-secrets/manifest-rules';
import fc from 'fast-check';
import { KubernetesApi } from '../framework/kubernetesApi';
import { collectionPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';
import { storeOf } from './dangerousStores';
import {
  PLATFORM_VAULT,
  randomGenerator,
  randomPush,
  randomReference,
  randomStore,
  randomTemplate,
} from './randomObjects';

const ACCESS =
  '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access';

/** More than a hundred objects, each judged twice; a few seconds. */
const RUNS = { numRuns: 200 };

/** At least this many objects have to be accepted, and as many refused. */
const SEEN = 10;

/** The team writes the object, so the judge believes no owner that it names. */
const NO_OWNER = () => false;

describe('a judge', () => {
  let hub: AttackedHub;
  let access: HubAccess;

  const vaultServers = (text: string) =>
    hub.api.ask('PATCH', ACCESS, { data: { 'team-vault-servers': text } });

  const dryRun = (api: KubernetesApi, object: PlainObject) =>
    api.ask('POST', `${collectionPath(object)}?dryRun=All`, object);

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
    await vaultServers(PLATFORM_VAULT);
    const store = storeOf(TEAM, 'random', {
      vault: {
        server: PLATFORM_VAULT,
        auth: {
          kubernetes: {
            mountPath: 'kubernetes',
            role: 'any',
            serviceAccountRef: { name: 'default' },
          },
        },
      },
    });
    await waitFor(
      async () => (await dryRun(hub.mallory, store)).status === 201,
      { reason: 'the policy to know of the Vault' },
    );
    access = parseHubAccess((await hub.api.get(ACCESS))!.data);
  });

  afterAll(async () => {
    await vaultServers('');
  });

  /**
   * Asserts that the judge gives the API server's verdict on any object of a
   * team, in the same words.
   *
   * @returns the number of accepted or of refused objects, whichever is smaller
   */
  async function compare(
    objects: fc.Arbitrary<PlainObject>,
    policy: string,
    judge: (object: PlainObject) => readonly HubProblem[],
    isNamed: (problem: HubProblem) => boolean = () => true,
  ): Promise<number> {
    const verdicts = { accepted: 0, refused: 0 };
    // The roles of a team lack some kinds, but only the policy may refuse here.
    await hub.withAllRoles('carol', api =>
      fc.assert(
        fc.asyncProperty(objects, async object => {
          const problems = judge(object);
          const { status, body } = await dryRun(api, object);
          const message = body.message ?? '';
          expect([status, message]).toEqual(
            problems.length === 0
              ? [201, '']
              : [403, expect.stringContaining(policy)],
          );
          for (const problem of problems.filter(isNamed)) {
            expect(message).toContain(problem.text);
          }
          verdicts[problems.length === 0 ? 'accepted' : 'refused'] += 1;
        }),
        RUNS,
      ),
    );
    return Math.min(verdicts.accepted, verdicts.refused);
  }

  it('agrees with the API server about stores', async () => {
    const fewer = await compare(
      randomStore,
      'central-secrets-team-stores',
      store => judgeStore(store, access),
    );
    expect(fewer).toBeGreaterThan(SEEN);
  });

  it('agrees with the API server about generators', async () => {
    const fewer = await compare(
      randomGenerator,
      'central-secrets-team-generators',
      generator =>
        judgeGenerator(generatorResource(generator.kind), generator, access),
    );
    expect(fewer).toBeGreaterThan(SEEN);
  });

  it('agrees with the API server about templates', async () => {
    const fewer = await compare(
      randomTemplate,
      'central-secrets-team-templates',
      object => judgeTemplates(object, access, NO_OWNER),
    );
    expect(fewer).toBeGreaterThan(SEEN);
  });

  it('agrees with the API server about pushes', async () => {
    const fewer = await compare(
      randomPush,
      'central-secrets-hub-pushes',
      push => judgePush(push, access, NO_OWNER),
      // If several stores are refused, the message names one of them.
      () => false,
    );
    expect(fewer).toBeGreaterThan(SEEN);
  });

  it('agrees with the API server about references to the hub', async () => {
    const fewer = await compare(
      randomReference,
      'central-secrets-hub-store',
      externalSecret => judgeHubReference(externalSecret, access, NO_OWNER),
      // If several stores are refused, the message names the first.
      () => false,
    );
    expect(fewer).toBeGreaterThan(SEEN);
  });

  it('leaves the hub unharmed', async () => {
    await vaultServers('');
    expect(await hub.findHarm()).toEqual([]);
  });
});
