import {
  ingress,
  ownedBy,
  pod,
  podSpec,
  replicaSet,
  serviceAccount,
  variable,
  workload,
} from '../../testUtils';
import {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
} from './workloads';

const spec = podSpec({ env: [variable('a', 'token')] });
const STARTED_AT = '2026-11-23T06:00:00Z';

describe('parsePod', () => {
  it('knows its owner and since when each running container runs', () => {
    const record = parsePod(
      pod(
        'web-1',
        'shop',
        spec,
        {
          metadata: ownedBy('ReplicaSet', 'web-5d8'),
          status: {
            initContainerStatuses: [
              { name: 'init', state: { terminated: { exitCode: 0 } } },
              { name: 'proxy', state: { running: { startedAt: STARTED_AT } } },
            ],
            ephemeralContainerStatuses: [
              { name: 'debug', state: { waiting: { reason: 'x' } } },
            ],
          },
        },
        STARTED_AT,
      ),
    );
    expect(record).toMatchObject({
      name: 'web-1',
      owner: { kind: 'ReplicaSet', name: 'web-5d8' },
      isFinished: false,
      running: [
        { name: 'app', startedAt: Date.parse(STARTED_AT) },
        { name: 'proxy', startedAt: Date.parse(STARTED_AT) },
      ],
    });
  });

  it.each([
    ['Running', false],
    ['Pending', false],
    ['Unknown', false],
    ['Succeeded', true],
    ['Failed', true],
  ])('takes a pod that is %s for finished: %s', (phase, isFinished) => {
    expect(
      parsePod(pod('p', 'shop', spec, { status: { phase } })).isFinished,
    ).toBe(isFinished);
  });

  it('takes no owner that does not control it', () => {
    const owned = pod('p', 'shop', spec, {
      metadata: {
        ownerReferences: [{ kind: 'Thing', name: 't', uid: 'u' }],
      },
    });
    expect(parsePod(owned).owner).toBeUndefined();
  });
});

describe('parsePodTemplate', () => {
  it.each([
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
  ] as const)('finds the template of a %s, with or without its kind', kind => {
    const object = workload(kind, 'w', 'shop', spec);
    const { kind: _, ...item } = object;
    for (const each of [object, item]) {
      expect(parsePodTemplate(each, kind)).toMatchObject({
        kind,
        name: 'w',
        spec: { references: [{ secret: 'a', way: 'env' }] },
      });
    }
  });

  it('refuses an object of another kind', () => {
    expect(() =>
      parsePodTemplate(workload('Job', 'w', 'shop', spec), 'CronJob'),
    ).toThrow('Expected a CronJob, got Job shop/w');
  });
});

it('a ReplicaSet is read from its metadata alone, too', () => {
  const owned = {
    kind: 'ReplicaSet',
    name: 'web-5d8',
    owner: { kind: 'Deployment', name: 'web' },
  };
  const object = replicaSet('web-5d8', 'shop', 'web');
  expect(parseReplicaSet(object)).toEqual(owned);
  expect(
    parseReplicaSet({
      apiVersion: 'meta.k8s.io/v1',
      kind: 'PartialObjectMetadata',
      metadata: object.metadata,
    }),
  ).toEqual(owned);
});

it('a ServiceAccount has its imagePullSecrets, and not its token Secrets', () => {
  expect(
    parseServiceAccount({
      ...serviceAccount('robot', 'shop', 'registry'),
      secrets: [{ name: 'robot-token' }],
    }),
  ).toEqual({ name: 'robot', imagePullSecrets: ['registry'] });
});

it('an Ingress has the Secrets it serves with', () => {
  expect(parseIngress(ingress('web', 'shop', 'web-tls'))).toEqual({
    name: 'web',
    tlsSecrets: ['web-tls'],
  });
});
