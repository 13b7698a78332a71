import {
  DefinitionFault,
  DeliveryInput,
  DistributionRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  findOwningDistribution,
  isOwnedBy,
  NamespaceRecord,
  SecretWriters,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { DeliveryOrigin } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory';

/** All that is to be known about one delivery before its state is derived. */
export interface GatheredDelivery {
  readonly origin: DeliveryOrigin;
  /** The distribution's name; undefined: the team declared the ExternalSecret itself. */
  readonly distributionName?: string;
  /** The name the ExternalSecret has, or would have. */
  readonly externalSecretName: string;
  /**
   * The ExternalSecret, where this delivery owns it, and not an object of that
   * name with another owner.
   */
  readonly own?: ExternalSecretRecord;
  /** The spec of the Secret that is, or would be, written. */
  readonly spec: ExternalSecretSpecRecord;
  readonly input: DeliveryInput;
}

/** When something is gathered, and by which bounds it will be judged. */
export type GatherOptions = Pick<
  DeliveryInput,
  'now' | 'limits' | 'onAwaited'
> & {
  /** The errors in a distribution's manifest; asked for failed copies alone. */
  readonly faultsOf?: (distribution: string) => readonly DefinitionFault[];
};

/** Gathers the deliveries of one namespace one by one; to be used at once. */
export interface Gatherer {
  /** All ExternalSecrets of the namespace. */
  readonly siblings: readonly ExternalSecretRecord[];
  fromDistribution(distribution: DistributionRecord): GatheredDelivery;
  /** For an ExternalSecret that is not a listed distribution's copy. */
  fromExternalSecret(own: ExternalSecretRecord): GatheredDelivery;
}

/**
 * Every delivery of one namespace: each distribution, selected or not, and each
 * ExternalSecret that is not a distribution's copy. Gathers records and nothing
 * else: `deriveDelivery` says what they mean.
 *
 * @param distributions - all of the cluster, unless told
 */
export function gatherDeliveries(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  options: GatherOptions,
  distributions: readonly DistributionRecord[] = cluster.distributions(),
): GatheredDelivery[] {
  const gatherer = createGatherer(cluster, namespace, options);
  return [
    ...distributions.map(gatherer.fromDistribution),
    ...gatherer.siblings
      .filter(sibling => !isListedCopy(cluster, sibling))
      .map(gatherer.fromExternalSecret),
  ];
}

/** Looks up once the facts that the deliveries of one namespace share. */
export function createGatherer(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  { faultsOf, ...options }: GatherOptions,
): Gatherer {
  const clusterNow = options.now + (cluster.clockOffsetMs() ?? 0);
  const siblings = cluster.externalSecretsIn(namespace.name);
  const writers = new SecretWriters(
    siblings.filter(({ deletedAt }) => deletedAt === undefined),
  );
  const observations = cluster.observations(namespace.name);

  const gather = (
    name: string,
    spec: ExternalSecretSpecRecord,
    distribution: DistributionRecord | undefined,
    externalSecret: ExternalSecretRecord | undefined,
  ): DeliveryInput => ({
    ...options,
    clusterNow,
    cluster: cluster.name,
    observations,
    namespace,
    distribution,
    externalSecret,
    stores: spec.stores.flatMap(
      ({ kind, name: store }) =>
        cluster.store(kind, store, namespace.name) ?? [],
    ),
    ...(faultsOf && distribution && externalSecret?.ready?.status === 'False'
      ? { faults: faultsOf(distribution.name) }
      : {}),
    events: externalSecret ? cluster.eventsAbout(externalSecret) : [],
    rivals: writers.rivalsOf(targetOf(name, spec), name),
  });

  const fromDistribution = (
    distribution: DistributionRecord,
  ): GatheredDelivery => {
    const name = distribution.externalSecretName;
    const found = cluster.externalSecret(namespace.name, name);
    const own = found && isOwnedBy(found, distribution) ? found : undefined;
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

  return { siblings, fromDistribution, fromExternalSecret };
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
    isOwnedBy(externalSecret, distribution)
  );
}

/**
 * The distribution that made an ExternalSecret, where the inventory does not
 * list it (it may not be readable): the copy is shown all the same, under its
 * distribution's name.
 */
function unlistedOwner(
  cluster: ClusterInventory,
  externalSecret: ExternalSecretRecord,
): string | undefined {
  const owner = findOwningDistribution(externalSecret);
  return owner !== undefined && !cluster.distribution(owner)
    ? owner
    : undefined;
}
