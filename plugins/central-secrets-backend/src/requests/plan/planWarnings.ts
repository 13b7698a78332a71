import {
  DistributionRecord,
  isOfferedTo,
  isOwnedBy,
  NamespaceRecord,
  SecretWriters,
  storeAllows,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  firstNames,
  message,
  Message,
  PlanWarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
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

type PlanWarning = Message<PlanWarningCode>;

/** Returns the warnings for the user before the labels change. */
export function planWarnings(given: WarningContext): PlanWarning[] {
  const context = indexed(given);
  return [
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
  for (const distribution of arriving.filter(writesSecret)) {
    const secret = secretOf(distribution);
    const same = arrivingBySecret.get(secret);
    if (same) {
      same.push(distribution);
    } else {
      arrivingBySecret.set(secret, [distribution]);
    }
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

function writesSecret({ spec }: DistributionRecord): boolean {
  return spec.targetKind === undefined;
}

function nameTaken(
  distribution: DistributionRecord,
  { cluster, namespace }: WarningContext,
): PlanWarning[] {
  const name = distribution.externalSecretName;
  const present = cluster.externalSecret(namespace.name, name);
  return present && !isOwnedBy(present, distribution)
    ? [
        message('copy-name-taken', {
          name,
          distribution: distribution.name,
          namespace: namespace.name,
        }),
      ]
    : [];
}

function secretWrittenByAnother(
  distribution: DistributionRecord,
  { writers, arrivingBySecret }: IndexedContext,
): PlanWarning[] {
  if (!writesSecret(distribution)) {
    return [];
  }
  const secret = secretOf(distribution);
  const present = writers.rivalsOf(secret, distribution.externalSecretName);
  // If two distributions arrive together, the first warns of the second.
  const together = arrivingBySecret.get(secret)!;
  const coming = together.slice(together.indexOf(distribution) + 1);
  const shared = { secret, distribution: distribution.name };
  const more = present.count - present.named.length;
  return [
    ...present.named.map(({ name }) =>
      message('secret-shared.external-secret', { ...shared, other: name }),
    ),
    ...(more > 0
      ? [message('secret-shared.more', { ...shared, others: more })]
      : []),
    ...(coming.length === 1
      ? [
          message('secret-shared.distribution', {
            ...shared,
            other: coming[0].name,
          }),
        ]
      : []),
    ...(coming.length > 1
      ? [
          message('secret-shared.distributions', {
            ...shared,
            ...firstNames(coming.map(({ name }) => name)),
          }),
        ]
      : []),
  ];
}

function storeRefuses(
  distribution: DistributionRecord,
  { cluster, namespace }: WarningContext,
): PlanWarning[] {
  return distribution.spec.stores.flatMap(({ kind, name }) => {
    const store = cluster.store(kind, name, namespace.name);
    if (store && !storeAllows(store, namespace)) {
      return message('store-will-deny', {
        store: `${kind} ${name}`,
        namespace: namespace.name,
        distribution: distribution.name,
      });
    }
    return store?.ready?.status === 'False'
      ? message('store-awaited', {
          store: `${kind} ${name}`,
          distribution: distribution.name,
        })
      : [];
  });
}

function leavesToo(
  { name }: DistributionRecord,
  { namespace, requested }: WarningContext,
): PlanWarning[] {
  return name === requested
    ? []
    : [
        message('leaves-too', {
          distribution: name,
          namespace: namespace.name,
        }),
      ];
}

/** The one who removes it should know that no request brings it back. */
function notOfferedAgain(
  distribution: DistributionRecord,
  { owners }: WarningContext,
): PlanWarning[] {
  const offer = isOfferedTo(distribution, owners);
  return offer.offered
    ? []
    : [
        message('not-offered-again', {
          distribution: distribution.name,
          because: offer.reason,
        }),
      ];
}

/** Under creationPolicy Owner the Secret goes with its ExternalSecret; under the others it stays. */
function keptSecret(distribution: DistributionRecord): PlanWarning[] {
  const { name, spec } = distribution;
  return spec.creationPolicy === 'Owner' || spec.creationPolicy === 'None'
    ? []
    : [
        message('secret-stays', {
          secret: secretOf(distribution),
          distribution: name,
          creationPolicy: spec.creationPolicy,
        }),
      ];
}

function partialKnowledge(context: WarningContext): PlanWarning[] {
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
    .map(because => message('conflicts-unknown', { because }));
}
