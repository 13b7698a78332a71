import { ClusterPushSecretRecord, PushSecretRecord } from '../../records';
import { kubectl } from '../../text';

/** Commands about pushes that can be pasted as they are. */

/** Edits what decides the push: the PushSecret, or the ClusterPushSecret that made it. */
export function editPush({ namespace, name, owner }: PushSecretRecord): string {
  return owner
    ? editClusterPush({ name: owner })
    : kubectl`edit pushsecret ${name} -n ${namespace}`;
}

function editClusterPush({
  name,
}: Pick<ClusterPushSecretRecord, 'name'>): string {
  return kubectl`edit clusterpushsecret ${name}`;
}

export function describePush({ namespace, name }: PushSecretRecord): string {
  return kubectl`describe pushsecret ${name} -n ${namespace}`;
}
