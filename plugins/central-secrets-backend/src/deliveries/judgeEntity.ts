import { Entity } from '@backstage/catalog-model';
import {
  DefinitionFault,
  DeliveryLimits,
  deriveDelivery,
  DistributionRecord,
  NamespaceRecord,
  SecretWriters,
  SharedFault,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory, Inventory } from '../inventory';
import { JudgedDelivery } from './answerLimits';
import { RequestRights } from './available';
import {
  bindEntity,
  BoundEntity,
  FoundBinding,
  isReadable,
  BindingOptions,
} from '../bindings';
import { OfferOptions } from './config';
import { gatherDeliveries } from './gather';
import { inSlices } from './inSlices';
import { isVisibleIn } from './visibility';

/** The data and rules by which the deliveries of an entity are judged. */
export interface JudgeOptions {
  readonly inventory: Inventory;
  readonly bindings: BindingOptions;
  readonly offers: OfferOptions;
  readonly limits: DeliveryLimits;
  readonly clock: () => number;
  /** The errors that the rules find in the manifest of a cluster's distribution; absent: none is judged. */
  readonly faultsOf?: (
    cluster: string,
    distribution: string,
  ) => readonly DefinitionFault[];
  /** The fault that the deliveries of a cluster's ClusterSecretStore share; absent: not looked for. */
  readonly sharedFaultOf?: (
    cluster: string,
    store: string,
  ) => SharedFault | undefined;
}

/** A namespace of an entity whose deliveries may be told, and what is known of it. */
export type ReadableBinding = FoundBinding & {
  readonly cluster: ClusterInventory;
  readonly record: NamespaceRecord;
};

/**
 * A delivery that was judged, with the facts that are looked up once for all of
 * its namespace.
 */
export interface Judged extends JudgedDelivery {
  readonly binding: ReadableBinding;
  readonly writers: SecretWriters;
  readonly isVisible: (distribution: DistributionRecord) => boolean;
}

/** The namespaces of an entity, found once for one answer. */
export interface EntityToJudge extends BoundEntity {
  readonly now: number;
  /** Those whose deliveries may be told. */
  readonly readable: readonly ReadableBinding[];
}

/** Finds the namespaces that an entity is bound to, and of those the readable ones. */
export function boundEntity(
  entity: Entity,
  { inventory, bindings: bindingOptions, limits, clock }: JudgeOptions,
): EntityToJudge {
  const now = clock();
  const found = bindEntity(entity, inventory, bindingOptions, {
    now,
    observationMaxAgeMs: limits.observationMaxAgeMs,
  });
  const readable = found.bindings
    .filter(binding => isReadable(binding, bindingOptions))
    .map(withRecord)
    .filter(binding => binding !== undefined);
  return { ...found, now, readable };
}

/**
 * Judges every delivery of the readable namespaces that may be named to the one
 * who asks. However many there are, others get their turn.
 */
export async function judgeEntity(
  { readable, now }: EntityToJudge,
  rights: Pick<RequestRights, 'owners'>,
  options: JudgeOptions,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const binding of readable) {
    judged.push(...(await judgeNamespace(binding, now, rights, options)));
  }
  return judged;
}

/**
 * Judges the deliveries of one namespace that may be named to the one who asks.
 *
 * @param distributions - all of the cluster, unless told
 */
export async function judgeNamespace(
  binding: ReadableBinding,
  now: number,
  { owners }: Pick<RequestRights, 'owners'>,
  {
    limits,
    offers,
    faultsOf = () => [],
    sharedFaultOf = () => undefined,
  }: JudgeOptions,
  distributions?: readonly DistributionRecord[],
): Promise<Judged[]> {
  const { cluster, record } = binding;
  const isVisible = isVisibleIn(cluster, record, owners, offers);
  const writers = new SecretWriters(cluster.externalSecretsIn(record.name));
  const shown = gatherDeliveries(
    cluster,
    record,
    {
      now,
      limits,
      faultsOf: name => faultsOf(cluster.name, name),
      sharedFaultOf: store => sharedFaultOf(cluster.name, store),
    },
    distributions,
  ).filter(
    ({ input: { distribution } }) =>
      distribution === undefined || isVisible(distribution),
  );
  return inSlices(shown, gathered => ({
    binding,
    writers,
    isVisible,
    gathered,
    derived: deriveDelivery(gathered.input),
  }));
}

/**
 * A namespace whose record is missing has nothing to show: it is not there,
 * or its cluster was never observed, and then `clusters` says so.
 */
function withRecord(binding: FoundBinding): ReadableBinding | undefined {
  const { cluster, record } = binding;
  return cluster && record ? { ...binding, cluster, record } : undefined;
}
