import { namespaceFinalizer } from '@central-secrets/backstage-plugin-central-secrets-node';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { readExternalSecret, readSecret } from './cluster';
import { doctor, examined, giveOperatorRights } from './doctor';
import { distribution, namespace, requestLabel } from './manifests';

const finalizersOf = async (name: string): Promise<string[] | undefined> => {
  const { api } = theWorld().platform;
  return (await api.get(`/api/v1/namespaces/${name}`))?.metadata.finalizers;
};

/** Requests a distribution, and returns when its Secret exists. */
async function requestDelivery(name: string, distributionName: string) {
  const { kubectl } = theWorld().platform.controlPlane;
  await kubectl.apply(namespace(name, requestLabel(distributionName)));
  await waitFor(() => readSecret(name, distributionName), {
    reason: `the Secret ${name}/${distributionName}`,
  });
  expect(await finalizersOf(name)).toContain(
    namespaceFinalizer(distributionName),
  );
}

/**
 * Waits for the end of a namespace that was deleted; at the time limit, the
 * error says what blocks the deletion.
 */
async function waitUntilGone(name: string) {
  const read = () => theWorld().platform.api.get(`/api/v1/namespaces/${name}`);
  await waitFor(async () => !(await read()), {
    reason: `namespace ${name} to be gone`,
    // Kubernetes checks again only after a while where it found content.
    limitMs: 120_000,
    describe: async () => JSON.stringify(await read()),
  });
}

/**
 * Removes the label, and returns when the operator has finished its cleanup.
 */
async function removeRequest(name: string, distributionName: string) {
  const { platform } = theWorld();
  const label = Object.keys(requestLabel(distributionName))[0];
  await platform.controlPlane.kubectl.run([
    'label',
    'namespace',
    name,
    `${label}-`,
  ]);
  await waitFor(
    async () => {
      const path = `/apis/external-secrets.io/v1/clusterexternalsecrets/${distributionName}`;
      const { status } = (await platform.api.get(path))!;
      return (
        !(await readExternalSecret(name, distributionName)) &&
        !status?.provisionedNamespaces?.includes(name)
      );
    },
    { reason: `the operator to have removed the copy of ${distributionName}` },
  );
}

describe('central-secrets doctor, and the finalizers of namespaces', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;
  let takeRightsAway: () => Promise<unknown>;

  beforeAll(async () => {
    takeRightsAway = await giveOperatorRights();
    await kubectl.apply(distribution('doctored'));
    // Other tests removed labels and have left finalizers.
    await examined(['--fix', '--yes']);
  });

  afterAll(async () => {
    await takeRightsAway();
    await kubectl.run(['delete', 'clusterexternalsecret', 'doctored']);
  });

  it('keeps a finalizer that the operator still needs', async () => {
    await requestDelivery('doctor-needed', 'doctored');
    const { code, findings, fixes } = await examined(['--fix', '--yes']);
    expect({ code, findings, fixes }).toEqual({
      code: 0,
      findings: [],
      fixes: [],
    });
    expect(await finalizersOf('doctor-needed')).toEqual([
      namespaceFinalizer('doctored'),
    ]);
    const { output } = await doctor(['--fix']);
    expect(output).toMatch(
      /Finalizers that stay\n(?:.*\n)*.*doctor-needed.*its copy doctored is still there/,
    );
  });

  it('finds the finalizer that the real operator leaves, shows the command that removes it, and removes it', async () => {
    await requestDelivery('doctor-left', 'doctored');
    await removeRequest('doctor-left', 'doctored');
    expect(await finalizersOf('doctor-left')).toEqual([
      namespaceFinalizer('doctored'),
    ]);

    const dry = await examined(['--fix']);
    expect(dry.code).toBe(1);
    expect(dry.findings).toMatchObject([
      {
        code: 'namespace-finalizer-left',
        about: 'Namespace doctor-left',
        message: expect.stringContaining('Deleting it will hang'),
      },
    ]);
    expect(dry.fixes).toMatchObject([
      {
        namespace: 'doctor-left',
        outcome: 'accepted',
        patch: [
          { op: 'test', path: '/metadata/resourceVersion' },
          {
            op: 'test',
            path: '/metadata/finalizers/0',
            value: namespaceFinalizer('doctored'),
          },
          { op: 'remove', path: '/metadata/finalizers/0' },
        ],
      },
    ]);
    expect(await finalizersOf('doctor-left')).toEqual([
      namespaceFinalizer('doctored'),
    ]);

    const fixed = await examined(['--fix', '--yes']);
    expect(fixed.fixes).toMatchObject([
      { namespace: 'doctor-left', outcome: 'applied' },
    ]);
    expect(fixed.code).toBe(0);
    expect(await finalizersOf('doctor-left')).toBeUndefined();
    await platform.api.ask('DELETE', '/api/v1/namespaces/doctor-left');
    await waitUntilGone('doctor-left');
  });

  it('frees a namespace whose deletion hangs', async () => {
    await requestDelivery('doctor-hanging', 'doctored');
    await removeRequest('doctor-hanging', 'doctored');
    await platform.api.ask('DELETE', '/api/v1/namespaces/doctor-hanging');
    const { findings } = await waitFor(
      async () => {
        const found = await examined();
        return (
          found.findings.some(({ message }) => message.includes('hangs')) &&
          found
        );
      },
      { reason: 'the doctor to see that the namespace hangs' },
    );
    expect(findings).toMatchObject([
      {
        code: 'namespace-finalizer-left',
        about: 'Namespace doctor-hanging',
        message: expect.stringContaining('It is being deleted, and hangs'),
      },
    ]);
    const { fixes } = await examined(['--fix', '--yes']);
    expect(fixes).toMatchObject([
      { namespace: 'doctor-hanging', outcome: 'applied' },
    ]);
    await waitUntilGone('doctor-hanging');
  });
});
