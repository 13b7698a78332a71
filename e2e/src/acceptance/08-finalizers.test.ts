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

/** Asks for a distribution, and returns when its Secret is there. */
async function delivered(name: string, distributionName: string) {
  const { kubectl } = theWorld().platform.controlPlane;
  await kubectl.apply(namespace(name, requestLabel(distributionName)));
  await waitFor(() => readSecret(name, distributionName), {
    reason: `the Secret ${name}/${distributionName}`,
  });
  expect(await finalizersOf(name)).toContain(
    namespaceFinalizer(distributionName),
  );
}

/** Waits for a namespace that was deleted; in vain, it tells what holds it up. */
async function gone(name: string) {
  const read = () => theWorld().platform.api.get(`/api/v1/namespaces/${name}`);
  await waitFor(async () => !(await read()), {
    reason: `namespace ${name} to be gone`,
    // Kubernetes looks again only after a while where it found content.
    limitMs: 120_000,
    describe: async () => JSON.stringify(await read()),
  });
}

/** Takes the label away, and returns when the operator has no more to do. */
async function takenBack(name: string, distributionName: string) {
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
    { reason: `the operator to have taken ${distributionName} back` },
  );
}

describe('central-secrets doctor, and the finalizers of namespaces', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;
  let takeRightsAway: () => Promise<unknown>;

  beforeAll(async () => {
    takeRightsAway = await giveOperatorRights();
    await kubectl.apply(distribution('doctored'));
    // Other tests took labels away, and have left finalizers.
    await examined(['--fix', '--yes']);
  });

  afterAll(async () => {
    await takeRightsAway();
    await kubectl.run(['delete', 'clusterexternalsecret', 'doctored']);
  });

  it('keeps a finalizer that the operator still needs', async () => {
    await delivered('doctor-needed', 'doctored');
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

  it('finds the finalizer that the real operator leaves, shows what takes it away, and does so', async () => {
    await delivered('doctor-left', 'doctored');
    await takenBack('doctor-left', 'doctored');
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
    await gone('doctor-left');
  });

  it('frees a namespace that hangs while it is being deleted', async () => {
    await delivered('doctor-hanging', 'doctored');
    await takenBack('doctor-hanging', 'doctored');
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
    await gone('doctor-hanging');
  });
});
