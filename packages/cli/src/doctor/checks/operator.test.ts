import { workload } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  accessData,
  ACCESS_PATH,
  examined,
  FORBIDDEN,
  listOf,
} from '../__testUtils__/healthyHub';
import { flagOf, versionOf } from './operator';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/external-secrets/deployments';
const IMAGE = 'ghcr.io/external-secrets/external-secrets';
const SAFE = `${IMAGE}:v1.2.1`;
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
  it.each(['v0.20.1', 'v1.2.1', 'v2.9.0', '1.2.1-ubi', 'v0.19.2@sha256:0'])(
    'is not known to be vulnerable in version %s',
    async tag => {
      expect(await found(deployment(`${IMAGE}:${tag}`))).toEqual([]);
    },
  );

  it.each(['v0.20.2', '0.20.4', 'v1.0.0', 'v1.2.0-ubi', 'v1.1.1@sha256:0'])(
    'is vulnerable in version %s',
    async tag => {
      expect(await found(deployment(`${IMAGE}:${tag}`))).toMatchObject([
        [
          'problem',
          'operator-vulnerable',
          expect.stringMatching(/CVE-2026-22822.*only the policy .* keeps/),
        ],
      ]);
    },
  );

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

describe('versionOf', () => {
  it.each([
    ['localhost:5000/external-secrets:v1.2.3', [1, 2, 3]],
    ['external-secrets:latest', undefined],
    ['external-secrets', undefined],
    [undefined, undefined],
  ])('reads %s as %j', (image, version) => {
    expect(versionOf(image)).toEqual(version);
  });
});

describe('flagOf', () => {
  it.each([
    [[], true],
    [['--on=false'], false],
    [['-on=F'], false],
    [['--on=false', '--on'], true],
    [['--once=false', 'on=false'], true],
    [['--on=true', '--on=0'], false],
  ])('reads %j as %s', (args, value) => {
    expect(flagOf(args, 'on', true)).toBe(value);
  });
});
