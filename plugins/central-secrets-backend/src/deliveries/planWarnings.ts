import {
  DistributionRecord,
  NamespaceRecord,
  storeAllows,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory/types';
import { staleReason } from './freshness';
import { isChildOf, targetOf } from './gather';

interface PlanContext {
  readonly cluster: ClusterInventory;
  readonly namespace: NamespaceRecord;
  readonly arriving: readonly DistributionRecord[];
  readonly leaving: readonly DistributionRecord[];
  readonly now: number;
  readonly observationMaxAgeMs: number;
}

/** What whoever asks should know before the labels change. Full sentences. */
export function planWarnings(context: PlanContext): string[] {
  return [
    ...gitOpsWarnings(context.namespace),
    ...context.arriving.flatMap(distribution => [
      ...nameTaken(distribution, context),
      ...secretWrittenByAnother(distribution, context),
      ...storeRefuses(distribution, context),
    ]),
    ...context.leaving.flatMap(distribution => keptSecret(distribution)),
    ...partialKnowledge(context),
  ];
}

/** The marks that GitOps controllers leave on what they manage. */
const GITOPS_MARKS = [
  ['argocd.argoproj.io/tracking-id', 'Argo CD'],
  ['kustomize.toolkit.fluxcd.io/name', 'Flux'],
] as const;

function gitOpsWarnings(namespace: NamespaceRecord): string[] {
  return GITOPS_MARKS.filter(
    ([key]) => key in namespace.annotations || key in namespace.labels,
  ).map(
    ([key, controller]) =>
      `${controller} manages the namespace ${namespace.name} (${key}): it may undo this change unless the namespace's manifest in Git gets it too.`,
  );
}

function nameTaken(
  distribution: DistributionRecord,
  { cluster, namespace }: PlanContext,
): string[] {
  const name = distribution.externalSecretName;
  const present = cluster.externalSecret(namespace.name, name);
  return present && !isChildOf(present, distribution)
    ? [
        `An ExternalSecret ${name} that ${distribution.name} does not own is already in ${namespace.name}: ${distribution.name} will not arrive until that one is removed or renamed.`,
      ]
    : [];
}

function secretWrittenByAnother(
  distribution: DistributionRecord,
  { cluster, namespace, arriving }: PlanContext,
): string[] {
  const target = targetOf(distribution.externalSecretName, distribution.spec);
  const present = cluster
    .externalSecretsIn(namespace.name)
    .filter(
      externalSecret =>
        externalSecret.name !== distribution.externalSecretName &&
        externalSecret.spec.creationPolicy !== 'None' &&
        targetOf(externalSecret.name, externalSecret.spec) === target,
    )
    .map(({ name }) => `the ExternalSecret ${name}`);
  // Of two that arrive together, the first tells of the second.
  const coming = arriving
    .slice(arriving.indexOf(distribution) + 1)
    .filter(other => targetOf(other.externalSecretName, other.spec) === target)
    .map(({ name }) => `the distribution ${name}`);
  return [...present, ...coming].map(
    writer =>
      `The Secret ${target} of ${distribution.name} is written by ${writer} too: only one of them can have it.`,
  );
}

function storeRefuses(
  distribution: DistributionRecord,
  { cluster, namespace }: PlanContext,
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

/** Under creationPolicy Owner the Secret goes with its ExternalSecret; under the others it stays. */
function keptSecret({
  name,
  externalSecretName,
  spec,
}: DistributionRecord): string[] {
  return spec.creationPolicy === 'Owner' || spec.creationPolicy === 'None'
    ? []
    : [
        `The Secret ${targetOf(
          externalSecretName,
          spec,
        )} will stay behind when ${name} leaves (creationPolicy ${
          spec.creationPolicy
        }), and will no longer be renewed.`,
      ];
}

function partialKnowledge(context: PlanContext): string[] {
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
