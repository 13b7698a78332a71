import {
  distribution,
  workload,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  accessData,
  ACCESS_PATH,
  examined,
  FORBIDDEN,
  listOf,
  NOT_FOUND,
  ok,
} from '../__testUtils__/healthyHub';
import { Examination } from '../examine';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/external-secrets/deployments';
const IMAGE = 'ghcr.io/external-secrets/external-secrets';
const SAFE = `${IMAGE}:v2.9.0`;
const PUSHES_OFF = [
  '--enable-push-secret-reconciler=false',
  '--enable-cluster-push-secret-reconciler=false',
];

function deployment(
  image: string,
  args: readonly string[] = PUSHES_OFF,
  serviceAccountName = 'external-secrets',
) {
  const mesh = { image: 'example.com/mesh:1.0.0', args: [] };
  return workload('Deployment', 'external-secrets', 'external-secrets', {
    serviceAccountName,
    containers: [mesh, { image, args: [...args] }],
  });
}

const POLICY = (name: string) =>
  `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${name}`;

const scopeOf = ({ checks }: Examination) =>
  checks.find(({ check }) => check === 'operator')?.scope;

async function found(
  object: object,
  changes: Parameters<typeof examined>[0] = {},
) {
  const { findings } = await examined({
    [DEPLOYMENTS]: listOf(object),
    ...changes,
  });
  return findings.map(({ severity, code, message }) => [
    severity,
    code,
    message,
  ]);
}

describe('the operator', () => {
  it.each([
    ['v0.20.1', ['34984', '42875']],
    ['v0.20.2', ['22822', '34984', '42875']],
    ['1.1.1-ubi', ['22822', '34984', '42875']],
    ['v1.2.0@sha256:0', ['34984', '42875']],
    ['v2.3.0', ['42875']],
    ['v2.9.0', []],
  ])('is known to be vulnerable in version %s: %j', async (tag, ids) => {
    const told = await found(deployment(`${IMAGE}:${tag}`));
    expect(told).toEqual(
      ids.map(id => [
        id === '22822' ? 'problem' : 'notice',
        'operator-vulnerable',
        expect.stringMatching(
          new RegExp(`CVE-2026-${id}\\); only the policy .* keeps`),
        ),
      ]),
    );
  });

  it('is not kept from teams by a policy that does not refuse', async () => {
    const told = await found(deployment(`${IMAGE}:v2.2.0`), {
      [POLICY('central-secrets-team-stores')]: NOT_FOUND,
      [POLICY('central-secrets-team-templates')]: NOT_FOUND,
    });
    expect(told.filter(([, code]) => code === 'operator-vulnerable')).toEqual([
      [
        'problem',
        'operator-vulnerable',
        expect.stringMatching(
          /34984.*refused-template-functions does not name/,
        ),
      ],
      [
        'problem',
        'operator-vulnerable',
        expect.stringMatching(/42875.*it does not refuse/),
      ],
    ]);
  });

  it('is reported with its bugs, where distributions meet them', async () => {
    const distributions = (name: string) => ({
      '/apis/external-secrets.io/v1/clusterexternalsecrets': listOf(
        distribution(name),
      ),
    });
    const told = async (name: string) =>
      (await found(deployment(SAFE), distributions(name)))
        .filter(([, code]) => code === 'operator-fault')
        .map(([severity, , message]) => [
          severity,
          /issue (\d+)/.exec(String(message))?.[1],
        ]);
    await expect(told('pull')).resolves.toEqual([
      ['notice', '6677'],
      ['notice', '6053'],
    ]);
    await expect(told('a'.repeat(60))).resolves.toEqual([
      ['notice', '6677'],
      ['notice', '6053'],
      ['problem', '7016'],
    ]);
  });

  it('has the version that is named, where its Deployment does not tell', async () => {
    const { findings, examination } = await examined(
      {},
      { operatorVersion: 'v2.3.0' },
    );
    expect(findings).toMatchObject([
      {
        code: 'operator-vulnerable',
        about: 'External Secrets Operator',
        message: expect.stringMatching(/^version 2\.3\.0: .*42875/),
      },
    ]);
    expect(scopeOf(examination)).toBe(
      'no Deployment of external-secrets/external-secrets, version 2.3.0',
    );
  });

  it('has at least the version that brought a field of its API', async () => {
    const { findings, examination } = await examined({
      '/openapi/v3/apis/external-secrets.io/v1': ok({
        components: {
          schemas: {
            a: {
              'x-kubernetes-group-version-kind': [{ kind: 'ExternalSecret' }],
              properties: {
                spec: { properties: { syncWindows: {} } },
              },
            },
          },
        },
      }),
    });
    expect(findings).toEqual([]);
    expect(scopeOf(examination)).toMatch(/, version at least 2\.7$/);
  });

  it.each([
    [{ 'refused-template-functions': '' }, /does not name getSecretKey/],
    [
      { 'templates-from-objects': 'allowed' },
      /templates-from-objects is allowed/,
    ],
  ])('is open to teams with %j', async (data, message) => {
    expect(
      await found(deployment(`${IMAGE}:v0.20.4`), {
        [ACCESS_PATH]: accessData(data),
      }),
    ).toMatchObject([
      ['problem', 'operator-vulnerable', expect.stringMatching(message)],
      expect.anything(),
      expect.anything(),
    ]);
  });

  it('is reported where it writes objects of any kind for teams', async () => {
    const args = [...PUSHES_OFF, '--unsafe-allow-generic-targets'];
    expect(await found(deployment(SAFE, args))).toMatchObject([
      ['problem', 'generic-targets-allowed', expect.any(String)],
    ]);
    const off = [...PUSHES_OFF, '--unsafe-allow-generic-targets=false'];
    expect(await found(deployment(SAFE, off))).toEqual([]);
  });

  it('is advised to disable pushes that nothing uses', async () => {
    expect(await found(deployment(SAFE, []))).toMatchObject([
      ['notice', 'push-controllers-on', expect.any(String)],
    ]);
    expect(
      await found(deployment(SAFE, []), {
        '/apis/external-secrets.io/v1alpha1/pushsecrets': listOf({
          metadata: { namespace: 'team', name: 'push' },
          spec: {},
        }),
      }),
    ).toEqual([]);
  });

  it('is not examined where its version is unknown, or Deployments may not be read, which is not an error', async () => {
    expect(await found(deployment(`${IMAGE}@sha256:0`))).toMatchObject([
      ['notice', 'cannot-examine', expect.stringMatching(/version/)],
    ]);
    expect(await found({}, { [DEPLOYMENTS]: FORBIDDEN })).toMatchObject([
      ['notice', 'cannot-examine', expect.stringMatching(/forbidden/)],
    ]);
  });

  it('is found by its service account only', async () => {
    expect(
      await found(
        deployment(`${IMAGE}:v0.20.4`, [], 'external-secrets-webhook'),
      ),
    ).toEqual([]);
  });
});
