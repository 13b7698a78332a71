import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi, KubernetesObject } from '../framework/kubernetesApi';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { readExternalSecret, readSecret, valuesOf } from './cluster';
import { distribution, secret } from './manifests';
import {
  deliveryOf,
  eventAbout,
  podsOf,
  prepareUsedBy,
  ROTATED_SOURCE,
  reportRunning,
  secretOf,
  untilUsage,
  readUsage,
  usageOf,
  USED_BY,
} from './usedBy';
import { NAMESPACE, WAYS } from './waysOfUse';

/** Keeps two times clearly apart: more than the margin for clocks. */
const APART_MS = 6_000;

const RESOURCES = [
  'cronjobs',
  'daemonsets',
  'deployments',
  'ingresses',
  'jobs',
  'pods',
  'replicasets',
  'serviceaccounts',
  'statefulsets',
];

describe('the consumers of a delivered Secret', () => {
  const { platform, client, canaries, backstage } = theWorld();
  const { kubectl } = platform.controlPlane;
  /** In a literal variable of every pod. */
  const literal = canaries.plant();

  beforeAll(async () => {
    await kubectl.apply(
      secret(HUB_NAMESPACE, ROTATED_SOURCE, { token: canaries.plant() }),
    );
    await prepareUsedBy(literal);
  });

  it('are unknown without the right to list workloads, and everything else still works', async () => {
    const { unreadable, deliveries } = await readUsage();
    expect(unreadable).toEqual(
      RESOURCES.map(resource => ({
        resource,
        code: 'forbidden',
        message: {
          code: 'request-failed',
          parameters: expect.objectContaining({
            status: 403,
            answer: expect.stringContaining(
              `cannot list resource "${resource}"`,
            ),
          }),
        },
      })),
    );
    expect(deliveries.length).toBeGreaterThan(WAYS.length);
    for (const delivery of deliveries) {
      expect(delivery).toMatchObject({ users: [], warnings: [] });
    }
    const seen = await client.deliveries('jane', USED_BY);
    expect(
      seen.deliveries.find(({ id }) => id === deliveryOf('unused')),
    ).toMatchObject({ state: 'synced' });
  });

  it('are known once deploy/base/used-by is applied, which adds only list rights to the reader', async () => {
    const rightsBefore = await rightsOfReader();
    await kubectl.run([
      'apply',
      '--server-side',
      '-k',
      join(REPOSITORY_DIRECTORY, 'deploy/base/used-by'),
    ]);
    await waitFor(async () => (await readUsage()).unreadable.length === 0, {
      reason: 'Backstage to try the forbidden kinds again',
      everyMs: 1_000,
    });
    const rights = await rightsOfReader();
    expect(rights.filter(right => !rightsBefore.includes(right))).toEqual(
      RESOURCES.map(resource => `list ${resource}`),
    );
    expect(rights.filter(right => / secrets$/.test(right))).toEqual([]);

    const reader = new KubernetesApi(platform.reader.identity);
    const path = `/api/v1/namespaces/${NAMESPACE}`;
    const statusOf = async (of: string) =>
      (await reader.ask('GET', `${path}/${of}`)).status;
    expect(await statusOf('pods')).toBe(200);
    for (const refused of [
      'pods/init',
      'pods/init/log',
      'pods?watch=true&timeoutSeconds=1',
      'secrets',
      `secrets/${secretOf('variable')}`,
    ]) {
      expect([refused, await statusOf(refused)]).toEqual([refused, 403]);
    }
    await reader.close();
  });

  it.each(WAYS)(
    'include $user, which uses $name',
    async ({ name, user, way }) => {
      const { users, warnings } = await usageOf(name);
      expect(users.map(each => `${each.kind} ${each.name}`)).toEqual([user]);
      expect(users[0].ways).toEqual([expect.objectContaining(way)]);
      expect(warnings).toEqual([]);
    },
  );

  it('include an ephemeral container', async () => {
    expect((await usageOf('ephemeral')).users).toEqual([
      expect.objectContaining({
        kind: 'Pod',
        name: 'debugged',
        ways: [
          expect.objectContaining({ way: 'envFrom', container: 'debugger' }),
        ],
      }),
    ]);
  });

  it('are reported as missing only for the unused Secret', async () => {
    const { deliveries } = await readUsage();
    const unused = deliveries.filter(({ warnings }) =>
      warnings.some(({ code }) => code === 'unused'),
    );
    expect(unused.map(({ id }) => id)).toEqual([deliveryOf('unused')]);
  });

  it('include pods that still use the previous value after a rotation, until they are replaced', async () => {
    const externalSecret = secretOf('rotated');
    const created = await eventAbout(externalSecret, 'Created');
    const before = await waitFor(async () => (await podsOf('rotated'))[0], {
      reason: 'the pod of the Deployment',
    });
    await reportRunning(before.metadata.name, later(created!, APART_MS));
    await untilUsage('rotated', {
      reason: 'used by one pod that is current',
      holds: ({ users }) =>
        users[0]?.pods.count === 1 && users[0].pods.unknown === 0,
    });
    expect(await usageOf('rotated')).toMatchObject({
      users: [{ kind: 'Deployment', pods: { count: 1, old: 0, unknown: 0 } }],
      warnings: [],
    });

    const value = canaries.plant();
    await kubectl.apply(
      secret(HUB_NAMESPACE, ROTATED_SOURCE, { token: value }),
    );
    const old = await untilUsage('rotated', {
      reason: 'reported with a pod that uses the old value',
      holds: ({ users }) => (users[0]?.pods.old ?? 0) > 0,
    });
    const copy = await readSecret(NAMESPACE, externalSecret);
    expect(valuesOf(copy!)).toEqual({ token: value });
    const updated = await eventAbout(externalSecret, 'Updated');
    expect(old).toMatchObject({
      lastWrite: { name: externalSecret, field: 'event Updated' },
      users: [{ name: 'rotated', pods: { count: 1, old: 1, unknown: 0 } }],
      warnings: [
        {
          code: 'old-value-in-pods',
          parameters: { names: ['Deployment rotated'] },
        },
      ],
    });

    const [program, ...words] = old.users[0].restartCommand!.split(' ');
    expect(program).toBe('kubectl');
    await kubectl.run(words);
    const after = await waitFor(
      async () =>
        (
          await podsOf('rotated')
        ).find(({ metadata }) => metadata.name !== before.metadata.name),
      { reason: 'the pod that replaces the old one' },
    );
    await reportRunning(after.metadata.name, later(updated!, APART_MS));
    await untilUsage('rotated', {
      reason: 'current again',
      holds: ({ users, warnings }) =>
        users[0]?.pods.count === 1 && warnings.length === 0,
    });
    expect((await usageOf('rotated')).users).toMatchObject([
      { pods: { count: 1, old: 0, unknown: 0 }, oldSince: null },
    ]);
  });

  it('are judged by an event that the operator emits when it writes the Secret, and not when it only reads', async () => {
    const externalSecret = secretOf('rotated');
    const writes = async () =>
      ((await eventAbout(externalSecret, 'Updated'))?.count as number) ?? 0;
    const refreshedAt = async () =>
      (await readExternalSecret(NAMESPACE, externalSecret))?.status
        .refreshTime as string;
    const before = await writes();
    for (let refresh = 0; refresh < 2; refresh++) {
      const last = await refreshedAt();
      await waitFor(async () => (await refreshedAt()) !== last, {
        reason: 'the operator to refresh the copy',
      });
    }
    expect(await writes()).toBe(before);

    // A change of labels alone is a write, too: the value stays the same.
    const values = valuesOf((await readSecret(NAMESPACE, externalSecret))!);
    await kubectl.apply(
      distribution(externalSecret, {
        source: ROTATED_SOURCE,
        target: { template: { metadata: { labels: { a: 'label' } } } },
      }),
    );
    await waitFor(async () => (await writes()) > before, {
      reason: 'an event of the write that changed a label',
    });
    const copy = await readSecret(NAMESPACE, externalSecret);
    expect(copy!.metadata.labels).toMatchObject({ a: 'label' });
    expect(valuesOf(copy!)).toEqual(values);
  });

  it('are reported without any value, of Secrets or of literal variables', async () => {
    const pods = await platform.api.list(
      `/api/v1/namespaces/${NAMESPACE}/pods`,
    );
    expect(JSON.stringify(pods)).toContain(literal);
    const answers = client.answers.filter(text => text.includes('/usage'));
    expect(answers.length).toBeGreaterThan(10);
    for (const answer of client.answers) {
      expect(canaries.foundIn(Buffer.from(answer))).toEqual([]);
    }
    expect(canaries.foundIn(await readFile(backstage.logFile))).toEqual([]);
  });

  it('are kept in memory without any value, though Backstage has read every pod', async () => {
    await readUsage();
    const snapshot = await backstage.heapSnapshot();
    // The heap contains what Backstage keeps of the pods, so a value would be
    // there, too.
    expect(snapshot.includes('debugger')).toBe(true);
    expect(canaries.foundIn(snapshot)).toEqual([]);
  });

  it('are hidden from users who may not see the namespace', async () => {
    const { namespaces } = await client.usage(
      'omar',
      'component:default/claims-argocd',
    );
    expect(namespaces).toEqual([]);
    const { status } = await client.ask(
      undefined,
      'GET',
      '/api/central-secrets/v1/entities/default/component/used-by/usage',
    );
    expect(status).toBe(401);
  });

  /**
   * The rights of the reader as `verb resource`, as the API server's authorizer
   * reports them to the reader itself.
   */
  async function rightsOfReader(): Promise<string[]> {
    const reader = new KubernetesApi(platform.reader.identity);
    const { body } = await reader.ask(
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      { spec: { namespace: NAMESPACE } },
    );
    await reader.close();
    const rules = body.status.resourceRules as {
      verbs: string[];
      resources: string[];
    }[];
    return rules
      .flatMap(({ verbs, resources }) =>
        resources.flatMap(resource => verbs.map(verb => `${verb} ${resource}`)),
      )
      .sort();
  }
});

function later(event: KubernetesObject, milliseconds: number): Date {
  return new Date(Date.parse(event.lastTimestamp) + milliseconds);
}
