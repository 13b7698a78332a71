import {
  applyLabelChange,
  DistributionRecord,
  findLabelEffects,
  fulfilsTerms,
  isOfferedTo,
  LabelChange,
  NamespaceRecord,
  NO_TERMS,
  planDeselection,
  planSelection,
  RequestTerms,
  SecretWriters,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  message,
  Message,
  Plan,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { labelKeysOf, ClusterInventory } from '../../inventory';
import { environmentOf } from './environment';
import { planWarnings } from './planWarnings';
import { addIndexedKeys, toTarget } from '../../wire';

/** The maximum number of reviewers in a plan. */
const REVIEWERS_TOLD = 20;

/** A distribution that a change would bring, and why it must not. */
export interface Unoffered {
  /** Its name; undefined where the one who asks may not be told it. */
  readonly distribution?: string;
  readonly reason: Message<RefusalCode>;
}

/** A label change, and all that follows from it. */
export interface PlannedChange {
  readonly plan: Plan;
  readonly change: LabelChange;
  /**
   * The distributions beside the requested one that the labels would also
   * request, and that are not offered to the owners. The change must not be
   * made then.
   */
  readonly unoffered: readonly Unoffered[];
  /** Not every change was tried, so another one may do without the unoffered. */
  readonly tooComplex?: true;
  readonly impossible?: undefined;
}

/** A label change, or why no change could do what is asked for. */
export type Planned =
  | PlannedChange
  | {
      readonly impossible: Message<RefusalCode>;
      readonly plan?: undefined;
    };

export interface PlanContext {
  readonly cluster: ClusterInventory;
  readonly namespace: NamespaceRecord;
  /** In whose name the change is asked for. */
  readonly owners: readonly string[];
  /** The label that says the environment of the namespace; undefined: it is in none. */
  readonly environmentLabel?: string;
  readonly now: number;
  readonly observationMaxAgeMs: number;
  /**
   * The writers of each Secret of the namespace, where they were read before.
   */
  readonly writers?: SecretWriters;
  /** Which distributions may be named to the one who asks; undefined: all. */
  readonly isVisible?: (distribution: DistributionRecord) => boolean;
}

/**
 * Plans the smallest label change that brings a distribution into a namespace
 * (`add`) or ends it there (`remove`), and everything else that the change
 * would do: a label may select more distributions than the one asked for. A
 * change that touches no other distribution is preferred.
 *
 * Where it is already so, the change is empty.
 */
export function planRequest(
  options: PlanContext & {
    readonly distribution: DistributionRecord;
    readonly action: 'add' | 'remove';
  },
): Planned {
  const { cluster, namespace, distribution, action, owners } = options;
  const terms = termsOf(options);
  const others = cluster
    .distributionsAskingFor(labelKeysOf(distribution))
    .filter(({ name }) => name !== distribution.name)
    .map(other => ({
      selectors: other.selectors,
      isOffered: () => whyUnoffered(other, owners, terms) === undefined,
    }));
  const planned = (action === 'add' ? planSelection : planDeselection)(
    distribution.selectors,
    namespace.labels,
    { others },
  );
  return planned.impossible === undefined
    ? {
        ...describeChange(planned.change, options, distribution.name, terms),
        tooComplex: planned.tooComplex,
      }
    : { impossible: planned.impossible };
}

/**
 * What a request has to fulfil. A removal has to fulfil nothing: an owner may
 * always give a secret back.
 */
function termsOf({
  distribution,
  owners,
  action,
  ...context
}: PlanContext & {
  readonly distribution: DistributionRecord;
  readonly action: 'add' | 'remove';
}): RequestTerms {
  const offer = isOfferedTo(distribution, owners);
  return inItsEnvironment(
    action === 'add' && offer.offered ? offer.requires : NO_TERMS,
    context,
  );
}

function inItsEnvironment(
  terms: RequestTerms,
  {
    namespace,
    environmentLabel,
  }: Pick<PlanContext, 'namespace' | 'environmentLabel'>,
): RequestTerms {
  return {
    ...terms,
    environments: [environmentOf(namespace, environmentLabel)],
  };
}

/**
 * All that follows from a change.
 *
 * @param requested - the distribution that is asked for by it
 * @param terms - what the request for it fulfils
 */
export function describeChange(
  change: LabelChange,
  context: PlanContext,
  requested: string,
  terms: RequestTerms = inItsEnvironment(NO_TERMS, context),
): PlannedChange {
  const { cluster, namespace, owners } = context;
  const touched = new Set([...Object.keys(change.add), ...change.remove]);
  // Those that ask for none of the labels are selected as before: with many
  // distributions, asking only the others is what keeps an answer fast.
  const effects = findLabelEffects(
    cluster.distributionsAskingFor(touched),
    namespace.labels,
    applyLabelChange(namespace.labels, change),
  );
  const arriving = effects.arriving.filter(
    ({ deletedAt }) => deletedAt === undefined,
  );
  const { leaving } = effects;
  return {
    change,
    unoffered: effects.requested
      .filter(({ name }) => name !== requested)
      .flatMap(other => {
        const reason = whyUnoffered(other, owners, terms);
        return reason === undefined
          ? []
          : [
              context.isVisible?.(other) ?? true
                ? { distribution: other.name, reason }
                : { reason },
            ];
      }),
    plan: {
      cluster: cluster.name,
      namespace: namespace.name,
      add: { ...change.add },
      remove: [...change.remove],
      arrives: arriving.map(
        ({ name, externalSecretName, spec, annotations }) => ({
          distribution: name,
          secret: targetOf(externalSecretName, spec),
          type: spec.targetType,
          ...toTarget(addIndexedKeys(cluster, spec), {
            annotations,
          }),
        }),
      ),
      leaves: leaving.map(({ name, externalSecretName, spec }) => ({
        distribution: name,
        secret: targetOf(externalSecretName, spec),
      })),
      ...(demandsSomething(terms) && !isEmpty(change)
        ? {
            requires: {
              review: terms.review,
              reason: terms.reason,
              reviewers: terms.reviewers.slice(0, REVIEWERS_TOLD),
            },
          }
        : {}),
      warnings: isEmpty(change)
        ? []
        : planWarnings({ ...context, requested, arriving, leaving }),
    },
  };
}

/**
 * Why a distribution must not arrive beside another one; undefined: it may. One
 * that is being deleted is judged by its annotations: it may be created again
 * under its name, and would arrive then. Nobody gets without a review, by the
 * label of another one, what is given only by a review.
 */
function whyUnoffered(
  { annotations }: DistributionRecord,
  owners: readonly string[],
  terms: RequestTerms,
): Message<RefusalCode> | undefined {
  const offer = isOfferedTo({ annotations }, owners);
  if (!offer.offered) {
    return offer.reason;
  }
  return fulfilsTerms(terms, offer.requires)
    ? undefined
    : message('terms-stricter');
}

function demandsSomething({ review, reason }: RequestTerms): boolean {
  return review || reason;
}

/** Whether a change changes nothing. */
export function isEmpty(change: LabelChange): boolean {
  return Object.keys(change.add).length === 0 && change.remove.length === 0;
}
