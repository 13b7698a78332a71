import { Identity } from '../framework/identity';
import { World } from '../framework/world';
import { Answers } from './answers';
import { ScriptedCluster } from './scriptedCluster';
import { LIMITS } from './stage';
import { CLOCK_AHEAD_MS, ObserverName } from './disturbance';

const ACCOUNT = {
  name: 'observer-without-distributions',
  namespace: 'backstage',
};
const RBAC = 'rbac.authorization.k8s.io';

/** Starts another backend on the real cluster. */
export async function startObserver(
  observer: ObserverName,
  { platform }: World,
  cluster: ScriptedCluster,
): Promise<Answers> {
  const reader = platform.reader.identity;
  switch (observer) {
    case 'clock ahead':
      return Answers.start({
        reader,
        limits: LIMITS,
        clockAheadMs: CLOCK_AHEAD_MS,
      });
    case 'clock behind':
      return Answers.start({
        reader,
        limits: LIMITS,
        clockAheadMs: -CLOCK_AHEAD_MS,
      });
    case 'without a right':
      return Answers.start({
        reader: await withoutDistributions(reader, cluster),
        limits: LIMITS,
      });
    case 'begun late':
      return Answers.start({ reader, limits: LIMITS });
    default:
      throw new Error(`no such observer: ${observer satisfies never}`);
  }
}

/** An identity that may read everything that Backstage reads, less ClusterExternalSecrets. */
async function withoutDistributions(
  reader: Identity,
  cluster: ScriptedCluster,
): Promise<Identity> {
  const verbs = ['get', 'list', 'watch'];
  const { name } = ACCOUNT;
  await cluster.apply(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: ACCOUNT },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        { apiGroups: [''], resources: ['namespaces', 'events'], verbs },
        {
          apiGroups: ['external-secrets.io'],
          resources: ['externalsecrets', 'clustersecretstores', 'secretstores'],
          verbs,
        },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...ACCOUNT }],
    },
  );
  const token = await cluster.requestToken(ACCOUNT.namespace, name);
  return { ...reader, token };
}
