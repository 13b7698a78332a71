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
  SharedFault,
  sourceReadsOf,
  StoreRecord,
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
  /**
   * The errors in a distribution's manifest; asked for failed copies alone.
   * Absent: no cause is asked for, and neither the hub index nor the cluster is
   * asked.
   */
  readonly faultsOf?: (distribution: string) => readonly DefinitionFault[];
  /** The fault that the deliveries of a ClusterSecretStore share; asked for failed copies alone. */
  readonly sharedFaultOf?: (store: string) => SharedFault | undefined;
};

/** Gathers the deliveries of one namespace one by one; to be used at once. */
export interface Gatherer {
  /** The ExternalSecrets of the namespace, as far as they were told. */
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

/**
 * Looks up once the facts that the deliveries of one namespace share.
 *
 * @param siblings - at least the ExternalSecrets that write the same Secrets as
 * those that are gathered; all of the namespace, unless told
 */
export function createGatherer(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  { faultsOf, sharedFaultOf, ...options }: GatherOptions,
  siblings: readonly ExternalSecretRecord[] = cluster.externalSecretsIn(
    namespace.name,
  ),
): Gatherer {
  const clusterNow = options.now + (cluster.clockOffsetMs() ?? 0);
  const writers = new SecretWriters(
    siblings.filter(({ deletedAt }) => deletedAt === undefined),
  );
  const observations = cluster.observations(namespace.name);
  const hubIndex = lookUpOnce(() => cluster.hubIndex()?.index);

  const neverReconciled = lookUpOnce(() => ({
    clusterexternalsecrets: cluster.neverReconciledSince(
      'clusterexternalsecrets',
    ),
    clustersecretstores: cluster.neverReconciledSince('clustersecretstores'),
  }));
  const ofFailing = (stores: readonly StoreRecord[]) => ({
    storeEvents: stores.flatMap(store => cluster.warningAbout(store) ?? []),
    ...(sharedFaultOf
      ? {
          sharedFaults: stores.flatMap(({ kind, name }) =>
            kind === 'ClusterSecretStore' ? sharedFaultOf(name) ?? [] : [],
          ),
        }
      : {}),
  });

  const gather = (
    name: string,
    spec: ExternalSecretSpecRecord,
    distribution: DistributionRecord | undefined,
    externalSecret: ExternalSecretRecord | undefined,
  ): DeliveryInput => {
    const stores = spec.stores.flatMap(
      ({ kind, name: store }) =>
        cluster.store(kind, store, namespace.name) ?? [],
    );
    const isFailing = externalSecret?.ready?.status === 'False';
    const isNotMade = distribution?.failedNamespaces.some(
      failed => failed.namespace === namespace.name,
    );
    return {
      ...options,
      clusterNow,
      cluster: cluster.name,
      observations,
      namespace,
      distribution,
      externalSecret,
      stores,
      neverReconciledSince: neverReconciled(),
      ...(isFailing ? ofFailing(stores) : {}),
      ...(faultsOf && distribution && isFailing
        ? { faults: faultsOf(distribution.name), hubIndex: hubIndex() }
        : {}),
      ...(faultsOf && (isFailing || isNotMade)
        ? {
            refusalFacts: cluster.refusalFacts(
              namespace.name,
              distribution && isFailing ? sourceReadsOf(spec, stores) : [],
              isFailing ? externalSecret.ready?.changedAt : undefined,
            ),
          }
        : {}),
      events: externalSecret ? cluster.eventsAbout(externalSecret) : [],
      rivals: writers.rivalsOf(targetOf(name, spec), name),
    };
  };

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

/** Gathers the delivery of one ExternalSecret: of its distribution, or declared. */
export function gatherOf(
  cluster: ClusterInventory,
  gatherer: Gatherer,
  externalSecret: ExternalSecretRecord,
): GatheredDelivery {
  const distribution = isListedCopy(cluster, externalSecret)
    ? cluster.distribution(externalSecret.owner?.name ?? '')
    : undefined;
  return distribution
    ? gatherer.fromDistribution(distribution)
    : gatherer.fromExternalSecret(externalSecret);
}

/** The answer of a question that is asked at most once, and only if needed. */
function lookUpOnce<T>(lookUp: () => T): () => T {
  let known: { readonly answer: T } | undefined;
  return () => (known ??= { answer: lookUp() }).answer;
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
