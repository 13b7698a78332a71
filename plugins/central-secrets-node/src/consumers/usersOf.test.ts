import {
  ingress,
  ownedBy,
  pod,
  podSpec,
  RawObject,
  replicaSet,
  serviceAccount,
  variable,
  workload,
} from '../testUtils';
import {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
  Workloads,
} from '../records';
import { consumersBySecret } from './usersOf';

/** Returns the workloads of a namespace that has these objects. */
function read(...objects: RawObject[]): Workloads {
  const of = <R>(kinds: string[], parse: (object: RawObject) => R) =>
    objects.filter(({ kind }) => kinds.includes(String(kind))).map(parse);
  return {
    pods: of(['Pod'], parsePod),
    templates: of(
      ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
      object => parsePodTemplate(object, object.kind as 'Job'),
    ),
    owned: of(['ReplicaSet'], parseReplicaSet),
    serviceAccounts: of(['ServiceAccount'], parseServiceAccount),
    ingresses: of(['Ingress'], parseIngress),
  };
}

const usersOf = (secret: string, ...objects: RawObject[]) =>
  (consumersBySecret(read(...objects)).get(secret) ?? []).map(
    ({ kind, name, references, pods }) => ({
      user: `${kind} ${name}`,
      ways: references.map(({ way }) => way),
      accounts: references.flatMap(
        ({ serviceAccount: account }) => account ?? [],
      ),
      pods: pods.map(each => each.name),
    }),
  );

const reading = podSpec({ env: [variable('token', 'token')] });
const pulling = podSpec({}, { imagePullSecrets: [{ name: 'registry' }] });

describe('consumersBySecret', () => {
  it('groups pods by the Deployment above their ReplicaSet', () => {
    expect(
      usersOf(
        'token',
        workload('Deployment', 'web', 'shop', reading),
        replicaSet('web-5d8', 'shop', 'web'),
        ...['web-5d8-a', 'web-5d8-b'].map(name =>
          pod(name, 'shop', reading, {
            metadata: ownedBy('ReplicaSet', 'web-5d8'),
          }),
        ),
      ),
    ).toEqual([
      {
        user: 'Deployment web',
        ways: ['env'],
        accounts: [],
        pods: ['web-5d8-a', 'web-5d8-b'],
      },
    ]);
  });

  it('groups a pod by the CronJob above its Job', () => {
    expect(
      usersOf(
        'token',
        workload('CronJob', 'nightly', 'shop', reading),
        workload('Job', 'nightly-1', 'shop', reading, {
          metadata: ownedBy('CronJob', 'nightly'),
        }),
        pod('nightly-1-x', 'shop', reading, {
          metadata: ownedBy('Job', 'nightly-1'),
        }),
      ),
    ).toEqual([
      expect.objectContaining({
        user: 'CronJob nightly',
        pods: ['nightly-1-x'],
      }),
    ]);
  });

  it('names what it cannot look up by the owner that the pod names', () => {
    expect(
      usersOf(
        'token',
        pod('r-1', 'shop', reading, { metadata: ownedBy('Rollout', 'r') }),
      ),
    ).toEqual([expect.objectContaining({ user: 'Rollout r' })]);
  });

  it('names a pod itself where nothing owns it, and where a Node does', () => {
    expect(
      usersOf(
        'token',
        pod('bare', 'shop', reading),
        pod('static', 'shop', reading, { metadata: ownedBy('Node', 'n1') }),
      ).map(({ user }) => user),
    ).toEqual(['Pod bare', 'Pod static']);
  });

  it('counts a template without pods, and pods of an earlier template', () => {
    const other = podSpec({ env: [variable('other', 'token')] });
    const objects = [
      workload('StatefulSet', 'db', 'shop', other),
      pod('db-0', 'shop', reading, { metadata: ownedBy('StatefulSet', 'db') }),
    ];
    expect(usersOf('other', ...objects)).toEqual([
      expect.objectContaining({ user: 'StatefulSet db', pods: [] }),
    ]);
    expect(usersOf('token', ...objects)).toEqual([
      expect.objectContaining({ user: 'StatefulSet db', pods: ['db-0'] }),
    ]);
  });

  it('counts no finished pod among the pods, and its Job all the same', () => {
    expect(
      usersOf(
        'token',
        workload('Job', 'migrate', 'shop', reading),
        pod('migrate-x', 'shop', reading, {
          metadata: ownedBy('Job', 'migrate'),
          status: { phase: 'Succeeded' },
        }),
      ),
    ).toEqual([expect.objectContaining({ user: 'Job migrate', pods: [] })]);
  });

  it('gives a workload the imagePullSecrets of its ServiceAccount, where it names none itself', () => {
    const robot = serviceAccount('robot', 'shop', 'registry');
    const asRobot = podSpec({}, { serviceAccountName: 'robot' });
    const user = {
      ways: ['imagePullSecrets'],
      accounts: ['robot'],
      pods: [],
    };
    expect(
      usersOf('registry', robot, workload('DaemonSet', 'd', 'shop', asRobot)),
    ).toEqual([{ user: 'DaemonSet d', ...user }]);
    // Admission has put it into the pod.
    expect(
      usersOf(
        'registry',
        robot,
        pod('p', 'shop', {
          ...pulling,
          serviceAccountName: 'robot',
        }),
      ),
    ).toEqual([{ user: 'Pod p', ...user, pods: ['p'] }]);
    // One of its own, so the ServiceAccount's do not count.
    expect(
      usersOf(
        'registry',
        robot,
        workload('DaemonSet', 'd', 'shop', {
          ...asRobot,
          imagePullSecrets: [{ name: 'own' }],
        }),
      ),
    ).toEqual([expect.objectContaining({ user: 'ServiceAccount robot' })]);
  });

  it('says of what a template names itself that it does, also when the ServiceAccount has it too', () => {
    const objects = [
      serviceAccount('default', 'shop', 'registry'),
      workload('Deployment', 'web', 'shop', pulling),
    ];
    const user = {
      user: 'Deployment web',
      ways: ['imagePullSecrets'],
      accounts: [],
    };
    expect(usersOf('registry', ...objects)).toEqual([{ ...user, pods: [] }]);
    expect(
      usersOf(
        'registry',
        ...objects,
        replicaSet('web-5d8', 'shop', 'web'),
        pod('web-5d8-a', 'shop', pulling, {
          metadata: ownedBy('ReplicaSet', 'web-5d8'),
        }),
      ),
    ).toEqual([{ ...user, pods: ['web-5d8-a'] }]);
  });

  it('names a ServiceAccount that nothing runs as, and an Ingress', () => {
    expect(
      usersOf('registry', serviceAccount('default', 'shop', 'registry')),
    ).toEqual([expect.objectContaining({ user: 'ServiceAccount default' })]);
    expect(usersOf('tls', ingress('web', 'shop', 'tls'))).toEqual([
      expect.objectContaining({ user: 'Ingress web', ways: ['tls'] }),
    ]);
  });

  it('does not go round in circles that owners make', () => {
    expect(
      usersOf(
        'token',
        workload('Job', 'a', 'shop', reading, {
          metadata: ownedBy('Job', 'b'),
        }),
        workload('Job', 'b', 'shop', reading, {
          metadata: ownedBy('Job', 'a'),
        }),
      ).length,
    ).toBeGreaterThan(0);
  });
});
