import {
  DistributionRecord,
  isOfferedTo,
  isOwnedBy,
  NamespaceRecord,
  SecretWriters,
  storeAllows,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { nameSome } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../../inventory';
import { staleReason } from '../../inventory/observation';

interface WarningContext {
  readonly cluster: ClusterInventory;
  readonly namespace: NamespaceRecord;
  /** The distribution that is asked for. */
  readonly requested: string;
  readonly owners: readonly string[];
  readonly arriving: readonly DistributionRecord[];
  readonly leaving: readonly DistributionRecord[];
  readonly now: number;
  readonly observationMaxAgeMs: number;
  readonly writers?: SecretWriters;
}

/** The same, with indexes for repeated look-ups. */
interface IndexedContext extends WarningContext {
  readonly writers: SecretWriters;
  /** The distributions that bring each Secret, in order. */
  readonly arrivingBySecret: ReadonlyMap<string, readonly DistributionRecord[]>;
}

/**
 * Returns the warnings for the user before the labels change. Full sentences.
 */
export function planWarnings(given: WarningContext): string[] {
  const context = indexed(given);
  return [
    ...gitOpsWarnings(context.namespace),
    ...context.arriving.flatMap(distribution => [
      ...nameTaken(distribution, context),
      ...secretWrittenByAnother(distribution, context),
      ...storeRefuses(distribution, context),
    ]),
    ...context.leaving.flatMap(distribution => [
      ...leavesToo(distribution, context),
      ...notOfferedAgain(distribution, context),
      ...keptSecret(distribution),
    ]),
    ...partialKnowledge(context),
  ];
}

function indexed(context: WarningContext): IndexedContext {
  const { cluster, namespace, arriving } = context;
  const arrivingBySecret = new Map<string, DistributionRecord[]>();
  for (const distribution of arriving) {
    const secret = secretOf(distribution);
    const same = arrivingBySecret.get(secret);
    if (same) same.push(distribution);
    else arrivingBySecret.set(secret, [distribution]);
  }
  return {
    ...context,
    arrivingBySecret,
    writers:
      context.writers ??
      new SecretWriters(cluster.externalSecretsIn(namespace.name)),
  };
}

function secretOf({ externalSecretName, spec }: DistributionRecord): string {
  return targetOf(externalSecretName, spec);
}

/** The marks that GitOps controllers leave on what they manage. */
const GITOPS_MARKS = [
  ['argocd.argoproj.io/tracking-id', 'Argo CD'],
  ['kustomize.toolkit.fluxcd.io/name', 'Flux'],
] as const;

function gitOpsWarnings(namespace: NamespaceRecord): string[] {
  return GITOPS_MARKS.filter(
    ([key]) =>
      Object.hasOwn(namespace.annotations, key) ||
      Object.hasOwn(namespace.labels, key),
  ).map(
    ([key, controller]) =>
      `${controller} manages the namespace ${namespace.name} (${key}): it may undo this change unless the namespace's manifest in Git gets it too.`,
  );
}

function nameTaken(
  distribution: DistributionRecord,
  { cluster, namespace }: WarningContext,
): string[] {
  const name = distribution.externalSecretName;
  const present = cluster.externalSecret(namespace.name, name);
  return present && !isOwnedBy(present, distribution)
    ? [
        `An ExternalSecret ${name} that ${distribution.name} does not own is already in ${namespace.name}: ${distribution.name} will not arrive until that one is removed or renamed.`,
      ]
    : [];
}

function secretWrittenByAnother(
  distribution: DistributionRecord,
  { writers, arrivingBySecret }: IndexedContext,
): string[] {
  const secret = secretOf(distribution);
  const present = writers.rivalsOf(secret, distribution.externalSecretName);
  // If two distributions arrive together, the first warns of the second.
  const together = arrivingBySecret.get(secret) ?? [];
  const coming = together.slice(together.indexOf(distribution) + 1);
  const said = (writer: string) =>
    `The Secret ${secret} of ${distribution.name} is written by ${writer} too: only one of them can have it.`;
  const more = present.count - present.named.length;
  return [
    ...present.named.map(({ name }) => said(`the ExternalSecret ${name}`)),
    ...(more > 0 ? [said(`${more} more ExternalSecrets`)] : []),
    ...(coming.length === 1
      ? [said(`the distribution ${coming[0].name}`)]
      : []),
    ...(coming.length > 1
      ? [said(`the distributions ${nameSome(coming.map(({ name }) => name))}`)]
      : []),
  ];
}

function storeRefuses(
  distribution: DistributionRecord,
  { cluster, namespace }: WarningContext,
): string[] {
  const { kind, name } = distribution.spec.store;
  const store = cluster.store(kind, name, namespace.name);
  if (store && !storeAllows(store, namespace)) {
    return [
      `The ${kind} ${name} does not admit the namespace ${namespace.name}: ${distribution.name} will be denied until the platform team adds it to the store's conditions.`,
    ];
  }
  if (store?.ready?.status === 'False') {
    return [
      `The ${kind} ${name} is not ready now: ${distribution.name} will wait for it.`,
    ];
  }
  return [];
}

function leavesToo(
  { name }: DistributionRecord,
  { namespace, requested }: WarningContext,
): string[] {
  return name === requested
    ? []
    : [`${name} leaves ${namespace.name} too, by the same change of labels.`];
}

/** The one who removes it should know that no request brings it back. */
function notOfferedAgain(
  distribution: DistributionRecord,
  { owners }: WarningContext,
): string[] {
  const offer = isOfferedTo(distribution, owners);
  return offer.offered
    ? []
    : [`${distribution.name} cannot be requested again here: ${offer.reason}.`];
}

/** Under creationPolicy Owner the Secret goes with its ExternalSecret; under the others it stays. */
function keptSecret(distribution: DistributionRecord): string[] {
  const { name, spec } = distribution;
  return spec.creationPolicy === 'Owner' || spec.creationPolicy === 'None'
    ? []
    : [
        `The Secret ${secretOf(
          distribution,
        )} will stay behind when ${name} leaves (creationPolicy ${
          spec.creationPolicy
        }), and will no longer be renewed.`,
      ];
}

function partialKnowledge(context: WarningContext): string[] {
  return (['externalsecrets', 'clustersecretstores'] as const)
    .map(kind =>
      staleReason(
        context.cluster,
        kind,
        context.now,
        context.observationMaxAgeMs,
        context.namespace.name,
      ),
    )
    .filter(reason => reason !== undefined)
    .map(reason => `Not every conflict could be looked for: ${reason}.`);
}
