import { oldestReleaseOf, readOperatorDeployments } from '.';
import { flagOf, versionOf } from './readOperatorDeployments';

const deployment = (
  containers: readonly object[],
  serviceAccountName = 'external-secrets',
) => ({
  metadata: { name: 'eso' },
  spec: { template: { spec: { serviceAccountName, containers } } },
});

const read = (...deployments: unknown[]) =>
  readOperatorDeployments(deployments, 'external-secrets');

const OWN = { image: 'example.com/external-secrets:v0.20.4' };
const MESH = { image: 'example.com/mesh:1.0.0' };

describe('readOperatorDeployments', () => {
  it('reads the version and the flags of the operator’s container', () => {
    const args = ['--enable-push-secret-reconciler=false'];
    expect(read(deployment([MESH, { ...OWN, args }]))).toEqual([
      {
        name: 'eso',
        version: '0.20.4',
        pushFlagsOn: ['enable-cluster-push-secret-reconciler'],
        allowsGenericTargets: false,
      },
    ]);
    expect(
      read(
        deployment([{ ...OWN, command: ['--unsafe-allow-generic-targets'] }]),
      ),
    ).toMatchObject([{ allowsGenericTargets: true }]);
  });

  it('takes the first container where the image was renamed', () => {
    expect(
      read(deployment([{ image: 'example.com/eso:2.9.0' }, MESH])),
    ).toMatchObject([{ version: '2.9.0' }]);
  });

  it('names no version where the tag is none', () => {
    expect(
      read(deployment([{ image: 'example.com/external-secrets@sha256:0' }]))[0],
    ).not.toHaveProperty('version');
  });

  it.each([
    ['another account', deployment([OWN], 'external-secrets-webhook')],
    ['no container', deployment([])],
    ['no specification', { metadata: { name: 'eso' } }],
    ['a text', 'external-secrets'],
    ['null', null],
  ])('leaves out %s', (_what, object) => {
    expect(read(object)).toEqual([]);
  });
});

describe('oldestReleaseOf', () => {
  const of = (...tags: string[]) =>
    oldestReleaseOf(
      read(
        ...tags.map(tag =>
          deployment([{ image: `example.com/external-secrets:${tag}` }]),
        ),
      ),
    );

  it.each([
    [['v2.9.0'], { version: '2.9.0' }],
    [['2.10.0', '2.9.1', '10.0.0'], { version: '2.9.1' }],
    [['2.9.0', 'latest'], undefined],
    [[], undefined],
  ])('of %j is %j', (tags, release) => {
    expect(of(...tags)).toEqual(release);
  });
});

describe('versionOf', () => {
  it.each([
    ['localhost:5000/external-secrets:v1.2.3', '1.2.3'],
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
