import {
  OwnerRecord,
  PodSpecRecord,
  SecretReference,
  ServiceAccountRecord,
  Workloads,
} from '../records';
import { keyOf, SecretConsumer, Users } from './Users';

/** Deeper than anything that Kubernetes or its common extensions build. */
const OWNERS_UPWARDS = 8;

/**
 * Lists the consumers of each Secret, by the Secret's name: grouped by the
 * workload at the top of the owners (the Deployment of the ReplicaSet of a
 * Pod), sorted by kind and name.
 *
 * A template counts without a pod, and a pod beside a template that no longer
 * names the Secret: both need it. A ServiceAccount is a user of its own where
 * nothing that names the Secret runs as it.
 *
 * @public
 */
export function consumersBySecret(
  workloads: Workloads,
): ReadonlyMap<string, readonly SecretConsumer[]> {
  const found = new Users();
  const accounts = new Map(
    workloads.serviceAccounts.map(account => [account.name, account]),
  );
  const owners = ownersOf(workloads);

  for (const template of workloads.templates) {
    const top = topOf({ kind: template.kind, name: template.name }, owners);
    found.add(
      top,
      templateReferences(template.spec, accounts),
      template.spec.serviceAccount,
    );
  }
  for (const pod of workloads.pods) {
    const top = topOf({ kind: 'Pod', name: pod.name }, owners);
    found.add(
      top,
      podReferences(pod.spec, accounts),
      pod.spec.serviceAccount,
      pod,
    );
  }
  for (const { name, imagePullSecrets } of workloads.serviceAccounts) {
    for (const secret of imagePullSecrets) {
      if (!found.isUsedAs(name, secret)) {
        found.add({ kind: 'ServiceAccount', name }, [
          { secret, way: 'imagePullSecrets', readAt: 'pull' },
        ]);
      }
    }
  }
  for (const { name, tlsSecrets } of workloads.ingresses) {
    found.add(
      { kind: 'Ingress', name },
      tlsSecrets.map(secret => ({ secret, way: 'tls', readAt: 'always' })),
    );
  }
  return found.bySecret();
}

/**
 * The references that a pod of this template gets: the ServiceAccount's
 * imagePullSecrets where it names none (Kubernetes' ServiceAccount admission).
 */
function templateReferences(
  { serviceAccount, references }: PodSpecRecord,
  accounts: ReadonlyMap<string, ServiceAccountRecord>,
): readonly SecretReference[] {
  return references.some(({ way }) => way === 'imagePullSecrets')
    ? references
    : [
        ...references,
        ...(accounts.get(serviceAccount)?.imagePullSecrets ?? []).map(
          secret =>
            ({
              secret,
              way: 'imagePullSecrets',
              readAt: 'pull',
              serviceAccount,
            } as const),
        ),
      ];
}

/**
 * A pod carries its ServiceAccount's imagePullSecrets as if they were its own.
 */
function podReferences(
  { serviceAccount, references }: PodSpecRecord,
  accounts: ReadonlyMap<string, ServiceAccountRecord>,
): readonly SecretReference[] {
  const given = new Set(accounts.get(serviceAccount)?.imagePullSecrets);
  return references.map(each =>
    each.way === 'imagePullSecrets' && given.has(each.secret)
      ? { ...each, serviceAccount }
      : each,
  );
}

function ownersOf({
  pods,
  templates,
  owned,
}: Workloads): ReadonlyMap<string, OwnerRecord | undefined> {
  return new Map(
    [
      ...pods.map(({ name, owner }) => ({ kind: 'Pod', name, owner })),
      ...templates,
      ...owned,
    ].map(each => [keyOf(each), each.owner] as const),
  );
}

function topOf(
  from: OwnerRecord,
  owners: ReadonlyMap<string, OwnerRecord | undefined>,
): OwnerRecord {
  let top = from;
  for (let step = 0; step < OWNERS_UPWARDS; step++) {
    const owner = owners.get(keyOf(top));
    // A static pod belongs to its Node, which is not a workload.
    if (!owner || owner.kind === 'Node') {
      break;
    }
    top = owner;
  }
  return top;
}
