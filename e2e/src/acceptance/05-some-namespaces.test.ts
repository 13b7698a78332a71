import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { readFile } from 'node:fs/promises';
import { Backstage } from '../framework/backstage';
import { BackstageClient } from '../framework/backstageClient';
import { assertConsistent } from '../framework/consistency';
import { waitFor } from '@central-secrets/dev-tools';
import { STALENESS } from '../framework/world';
import { theWorld } from '../jest/globals';
import { labelsOf, readSecret } from './cluster';
import { requestLabel } from './manifests';
import {
  clusterReadBy,
  DISTRIBUTION,
  OBSERVED,
  prepareSomeNamespaces,
} from './someNamespaces';

const ENTITY = 'component:default/some-observed';
/** Names none of the namespaces that are observed here. */
const OTHER_ENTITY = 'component:default/situations';

describe('the answers where a reader has Roles in some namespaces only', () => {
  const { platform, canaries, client: knowsAll } = theWorld();
  let backstage: Backstage;
  let client: BackstageClient;

  const untilSynced = (id: string) =>
    client.untilDelivery('jane', ENTITY, {
      id,
      reason: 'synced',
      holds: ({ state }) => state === 'synced',
    });

  beforeAll(async () => {
    await prepareSomeNamespaces();
    backstage = await Backstage.start({
      platform,
      staleness: STALENESS,
      name: 'backstage-of-some',
      clusters: [
        {
          ...(await clusterReadBy('some')),
          writer: { serviceAccountTokenFile: platform.writer.tokenFile },
        },
        await clusterReadBy('some-alone'),
      ],
    });
    client = new BackstageClient(backstage.url);
    await waitFor(
      async () =>
        (await client.clusters('petra')).clusters
          .flatMap(({ kinds }) => Object.values(kinds))
          .every(({ observedAt, error }) =>
            error ? error.code === 'forbidden' : observedAt !== null,
          ),
      { reason: 'every kind to be observed or refused' },
    );
    await untilSynced(`some/some-one/${DISTRIBUTION}`);
  });

  afterAll(async () => {
    try {
      await assertConsistent(backstage);
    } finally {
      await backstage.stop();
    }
  });

  /**
   * The states of the entity's deliveries as one of the readers sees them, by
   * row.
   */
  async function statesBy(reader: keyof typeof OBSERVED) {
    const { deliveries } = await client.deliveries('jane', ENTITY);
    return Object.fromEntries(
      deliveries
        .filter(({ cluster }) => cluster === reader)
        .map(({ id, state, cause }) => [id, cause ? [state, cause] : [state]]),
    );
  }

  it('are the same for an observed namespace as those of a reader with every right', async () => {
    expect(await readSecret('some-one', DISTRIBUTION)).toBeDefined();
    await untilSynced('some/some-one/declared:declared');
    const told = async (from: BackstageClient, cluster: string) => {
      const { deliveries } = await from.deliveries('jane', ENTITY);
      return deliveries
        .filter(each => each.cluster === cluster && each.state === 'synced')
        .map(({ namespace: where, distribution: of, secret, store }) => ({
          where,
          of,
          secret,
          store,
        }));
    };
    const everything = await waitFor(
      async () => {
        const rows = await told(knowsAll, 'hub');
        return rows.length === 3 && rows;
      },
      { reason: 'both copies and the declared ExternalSecret to be synced' },
    );
    expect(await told(client, 'some')).toEqual(
      everything.filter(({ where }) => where === 'some-one'),
    );
  });

  it('do not distinguish an unobserved namespace from one that does not exist', async () => {
    // The namespace exists, belongs to the entity, and its copy is synced.
    expect(await readSecret('some-unseen', DISTRIBUTION)).toBeDefined();
    const { bindings, deliveries, available, clusters } =
      await client.deliveries('jane', ENTITY);
    for (const cluster of Object.keys(OBSERVED)) {
      expect(bindings).toContainEqual({
        cluster,
        namespace: 'some-unseen',
        exists: null,
        confirmed: false,
        confirmedBy: null,
        confirmWith: `kubectl annotate namespace some-unseen central-secrets/entity-ref=${ENTITY}`,
      });
    }
    expect(JSON.stringify([deliveries, available, clusters])).not.toContain(
      'some-unseen',
    );
    for (const kind of ['namespaces', 'externalsecrets'] as const) {
      expect(clusters[0].kinds[kind].error).toBeNull();
    }
  });

  it('do not name a namespace of another entity', async () => {
    for (const entity of [ENTITY, OTHER_ENTITY]) {
      const answer = await client.deliveries('jane', entity);
      expect(answer.clusters.map(({ name }) => name)).toEqual([
        'some',
        'some-alone',
      ]);
      expect(JSON.stringify(answer)).not.toMatch(/some-(foreign|roleless)/);
    }
    const { clusters } = await client.deliveries('jane', ENTITY);
    expect(clusters.map(({ namespaces }) => namespaces)).toEqual([
      ['some-one', 'some-two'],
      ['some-one'],
    ]);
  });

  it("say unknown for a distribution's delivery where distributions may not be read, and show the declared one", async () => {
    expect(await statesBy('some-alone')).toEqual({
      [`some-alone/some-one/${DISTRIBUTION}`]: ['unknown', 'kind-unreadable'],
      'some-alone/some-one/declared:declared': ['synced'],
    });
    const { deliveries, available } = await client.deliveries('jane', ENTITY);
    const unknown = deliveries.find(({ state }) => state === 'unknown')!;
    expect(renderMessage(unknown.remedy)).toBe(
      'Allow the reader of cluster some-alone to list and watch clusterexternalsecrets',
    );
    expect(available.map(({ cluster }) => cluster)).not.toContain('some-alone');
  });

  it('list the observed namespaces of each cluster, and the missing rights', async () => {
    const { clusters } = await client.clusters('petra');
    const [some, alone] = clusters;
    expect(clusters.map(({ namespaces }) => namespaces)).toEqual(
      Object.values(OBSERVED),
    );
    expect(some.kinds).toMatchObject({
      namespaces: { count: 3, error: null },
      externalsecrets: { error: null },
    });
    expect(alone.kinds).toMatchObject({
      namespaces: { count: null, error: { code: 'forbidden' } },
      clusterexternalsecrets: { count: null, error: { code: 'forbidden' } },
    });
    const { error } = alone.kinds.externalsecrets;
    expect(error && renderMessage(error.message)).toMatch(
      /^In namespace some-roleless: .*cannot (list|watch) resource "externalsecrets"/,
    );
  });

  it('count only observed namespaces for the platform team', async () => {
    const { distribution: seen, deliveries } = await waitFor(
      async () => {
        const answer = await client.distribution('petra', 'some', DISTRIBUTION);
        return answer.distribution.states?.synced === 1 && answer;
      },
      { reason: 'the copy to be counted' },
    );
    expect(seen.states).toEqual({ synced: 1 });
    expect(deliveries.map(({ id }) => id)).toEqual([
      `some/some-one/${DISTRIBUTION}`,
    ]);
    const alone = await client.distributions('petra', {
      cluster: 'some-alone',
    });
    expect(alone.distributions).toEqual([]);
    expect(alone.clusters[0].kinds.clusterexternalsecrets).toMatchObject({
      count: null,
      error: { code: 'forbidden' },
    });
  });

  it('allow a request in an observed namespace, and the secret arrives', async () => {
    const { status, body } = await client.request('jane', ENTITY, {
      distribution: DISTRIBUTION,
      action: 'add',
      cluster: 'some',
      namespace: 'some-two',
    });
    expect([status, body.applied]).toEqual([200, true]);
    expect(await labelsOf('some-two')).toMatchObject(
      requestLabel(DISTRIBUTION),
    );
    await untilSynced(`some/some-two/${DISTRIBUTION}`);
    expect(await readSecret('some-two', DISTRIBUTION)).toBeDefined();
  });

  it.each([
    ['some', 'some-unseen', 403, 'No request without a confirmed binding'],
    [
      'some-alone',
      'some-one',
      503,
      'Cannot determine the effect of this change',
    ],
  ])(
    'refuse to change an unknown namespace: %s, %s',
    async (cluster, where, refusal, why) => {
      const before = await labelsOf(where);
      const { status, body } = await client.request('jane', ENTITY, {
        distribution: DISTRIBUTION,
        action: 'remove',
        cluster,
        namespace: where,
      });
      expect(status).toBe(refusal);
      expect(body.error.message).toContain(why);
      expect(await labelsOf(where)).toEqual(before);
    },
  );

  it('name the consumers of a Secret where workloads may be read, and the missing right elsewhere', async () => {
    const { namespaces } = await client.usage('jane', ENTITY);
    const usage = (cluster: string, where: string) =>
      namespaces.find(
        found => found.cluster === cluster && found.namespace === where,
      )!;
    expect(
      namespaces.map(found => `${found.cluster}/${found.namespace}`),
    ).toEqual(['some/some-one', 'some/some-two', 'some-alone/some-one']);
    expect(usage('some', 'some-one')).toMatchObject({
      unreadable: [],
      deliveries: expect.arrayContaining([
        expect.objectContaining({
          secret: DISTRIBUTION,
          users: [expect.objectContaining({ kind: 'Deployment', name: 'web' })],
        }),
      ]),
    });
    for (const { unreadable, deliveries } of [
      usage('some', 'some-two'),
      usage('some-alone', 'some-one'),
    ]) {
      expect(unreadable).toHaveLength(9);
      expect(unreadable).toContainEqual({
        resource: 'deployments',
        code: 'forbidden',
        message: {
          code: 'request-failed',
          parameters: expect.objectContaining({
            status: 403,
            answer: expect.stringContaining(
              'cannot list resource "deployments"',
            ),
          }),
        },
      });
      expect(deliveries.flatMap(({ users }) => users)).toEqual([]);
      // The answer does not call anything unused either.
      expect(deliveries.flatMap(({ warnings }) => warnings)).toEqual([]);
    }
  });

  it('contain no secret value', async () => {
    const log = await readFile(backstage.logFile, 'utf8');
    const told = [...client.answers, log].join('\n');
    expect(told).toContain(DISTRIBUTION);
    expect(canaries.foundIn(Buffer.from(told))).toEqual([]);
  });
});
