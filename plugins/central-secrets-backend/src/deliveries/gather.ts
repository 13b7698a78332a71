import {
  DeliveryInput,
  DeliveryLimits,
  DeliveryOrigin,
  DistributionRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory/types';

/** All that is to be known about one delivery before its state is derived. */
export interface GatheredDelivery {
  readonly origin: DeliveryOrigin;
  /** The distribution's name; undefined: the team declared the ExternalSecret itself. */
  readonly distributionName?: string;
  /** The name the ExternalSecret has, or would have. */
  readonly externalSecretName: string;
  /** The ExternalSecret, where it is this delivery's own and not somebody else's of that name. */
  readonly own?: ExternalSecretRecord;
  /** What is, or would be, written. */
  readonly spec: ExternalSecretSpecRecord;
  readonly input: DeliveryInput;
}

/** Whether a distribution made an ExternalSecret, and controls it. */
export function isChildOf(
  externalSecret: ExternalSecretRecord,
  distribution: DistributionRecord,
): boolean {
  const { owner } = externalSecret;
  return (
    owner?.kind === 'ClusterExternalSecret' && owner.name === distribution.name
  );
}

/** The Secret that an ExternalSecret of that name and spec writes. */
export function targetOf(name: string, spec: ExternalSecretSpecRecord): string {
  return spec.targetName ?? name;
}

/**
 * Every delivery of one namespace: each distribution of the cluster, selected
 * or not, and each ExternalSecret that is no distribution's copy. Gathers
 * records and nothing else: what they mean is `deriveDelivery`'s to say.
 */
export function gatherDeliveries(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  options: { now: number; limits: DeliveryLimits },
): GatheredDelivery[] {
  const siblings = cluster.externalSecretsIn(namespace.name);
  const writers = writersByTarget(siblings);
  const observations = cluster.observations(namespace.name);

  const gather = (
    name: string,
    spec: ExternalSecretSpecRecord,
    distribution: DistributionRecord | undefined,
    externalSecret: ExternalSecretRecord | undefined,
  ): DeliveryInput => ({
    now: options.now,
    clusterNow: options.now + (cluster.clockOffsetMs() ?? 0),
    cluster: cluster.name,
    limits: options.limits,
    observations,
    namespace,
    distribution,
    externalSecret,
    store: cluster.store(spec.store.kind, spec.store.name, namespace.name),
    events: externalSecret ? cluster.eventsAbout(externalSecret.uid) : [],
    rivals: (writers.get(targetOf(name, spec)) ?? []).filter(
      writer => writer.name !== name,
    ),
  });

  const fromDistribution = (
    distribution: DistributionRecord,
  ): GatheredDelivery => {
    const name = distribution.externalSecretName;
    const found = cluster.externalSecret(namespace.name, name);
    const own = found && isChildOf(found, distribution) ? found : undefined;
    const spec = own?.spec ?? distribution.spec;
    return {
      origin: 'distribution',
      distributionName: distribution.name,
      externalSecretName: name,
      own,
      spec,
      input: gather(name, spec, distribution, found),
    };
  };

  const fromExternalSecret = (own: ExternalSecretRecord): GatheredDelivery => {
    const distributionName = unlistedOwner(cluster, own);
    return {
      origin: distributionName ? 'distribution' : 'declared',
      distributionName,
      externalSecretName: own.name,
      own,
      spec: own.spec,
      input: gather(own.name, own.spec, undefined, own),
    };
  };

  return [
    ...cluster.distributions().map(fromDistribution),
    ...siblings
      .filter(sibling => !isListedCopy(cluster, sibling))
      .map(fromExternalSecret),
  ];
}

/** Whether an ExternalSecret is already told of as its distribution's copy. */
function isListedCopy(
  cluster: ClusterInventory,
  externalSecret: ExternalSecretRecord,
): boolean {
  const distribution = cluster.distribution(externalSecret.owner?.name ?? '');
  return (
    distribution !== undefined &&
    distribution.externalSecretName === externalSecret.name &&
    isChildOf(externalSecret, distribution)
  );
}

/**
 * The distribution that made an ExternalSecret, where the inventory does not
 * list it (it may not be readable): the copy is shown all the same, under its
 * distribution's name.
 */
function unlistedOwner(
  cluster: ClusterInventory,
  { owner }: ExternalSecretRecord,
): string | undefined {
  return owner?.kind === 'ClusterExternalSecret' &&
    !cluster.distribution(owner.name)
    ? owner.name
    : undefined;
}

/** The ExternalSecrets that write each Secret; creationPolicy None writes nothing. */
function writersByTarget(
  externalSecrets: readonly ExternalSecretRecord[],
): Map<string, ExternalSecretRecord[]> {
  const writers = new Map<string, ExternalSecretRecord[]>();
  for (const externalSecret of externalSecrets) {
    if (externalSecret.spec.creationPolicy === 'None') {
      continue;
    }
    const target = targetOf(externalSecret.name, externalSecret.spec);
    writers.set(target, [...(writers.get(target) ?? []), externalSecret]);
  }
  return writers;
}
