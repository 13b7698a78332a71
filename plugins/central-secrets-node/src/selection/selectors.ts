import {
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  onceFor,
  ownOf,
  DistributionRecord,
  LabelSelector,
  LabelSelectorRequirement,
  NamespaceRecord,
} from '../records';

/** The labels of one object, by key. @public */
export type Labels = Readonly<Record<string, string>>;

/** A name as label keys and values have it, at most 63 characters. */
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** A DNS subdomain, as the prefix of a label key. */
const SUBDOMAIN =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Whether Kubernetes takes this as a label's value. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

/** Whether Kubernetes takes this as a label's key. @public */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) {
    return NAME.test(key);
  }
  const prefix = key.slice(0, slash);
  return (
    prefix.length <= 253 &&
    SUBDOMAIN.test(prefix) &&
    NAME.test(key.slice(slash + 1))
  );
}

/** Both halves of a selector as one list of requirements, all of which must hold. @public */
export const requirementsOf: (
  selector: LabelSelector,
) => readonly LabelSelectorRequirement[] = onceFor(selector => [
  ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  })),
  ...(selector.matchExpressions ?? []),
]);

/** Why Kubernetes refuses a requirement (`labels.NewRequirement`); undefined when it does not. @public */
export function requirementProblem(
  requirement: LabelSelectorRequirement,
): Message<RefusalCode> | undefined {
  const { key, operator, values = [] } = requirement;
  if (!isLabelKey(key)) {
    return message('label-key-invalid', { key });
  }
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        return message('values-missing', { operator, key });
      }
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        return message('values-unexpected', { operator, key });
      }
      break;
    default:
      return message('operator-invalid', { operator, key });
  }
  const bad = values.find(value => !isLabelValue(value));
  return bad === undefined
    ? undefined
    : message('label-value-invalid', { value: bad, key });
}

/**
 * Whether labels satisfy one valid requirement, as `Requirement.Matches` in
 * k8s.io/apimachinery: an absent label satisfies NotIn.
 *
 * @public
 */
export function requirementMatches(
  { key, operator, values = [] }: LabelSelectorRequirement,
  labels: Labels,
): boolean {
  const value = ownOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/**
 * Why Kubernetes would refuse this selector; undefined when it is valid.
 *
 * @public
 */
export const selectorProblem: (
  selector: LabelSelector,
) => Message<RefusalCode> | undefined = onceFor(selector => {
  for (const requirement of requirementsOf(selector)) {
    const problem = requirementProblem(requirement);
    if (problem) {
      return problem;
    }
  }
  return undefined;
});

/**
 * Whether labels match a selector, by exactly Kubernetes' rules
 * (`metav1.LabelSelectorAsSelector`): everything in it must hold, an empty
 * selector matches everything. An invalid selector matches nothing.
 *
 * @public
 */
export function selectorMatches(
  selector: LabelSelector,
  labels: Labels,
): boolean {
  return (
    selectorProblem(selector) === undefined &&
    requirementsOf(selector).every(requirement =>
      requirementMatches(requirement, labels),
    )
  );
}

/**
 * The first problem among a distribution's selectors; undefined when all are
 * valid. ESO gives up on the whole distribution at one invalid selector
 * (`GetTargetNamespaces` returns its error): it selects no namespace then,
 * and leaves those as they are that it selected before.
 *
 * @public
 */
export function selectorsProblem(
  selectors: readonly LabelSelector[],
): Message<RefusalCode> | undefined {
  for (const [index, selector] of selectors.entries()) {
    const because = selectorProblem(selector);
    if (because) {
      const position = index + 1;
      const total = selectors.length;
      return message('selector-problem', { position, total, because });
    }
  }
  return undefined;
}

/**
 * Whether a distribution selects a namespace: one of its selectors matches,
 * and none of them is invalid (see `selectorsProblem`).
 *
 * @public
 */
export function isSelected(
  distribution: Pick<DistributionRecord, 'selectors'>,
  namespace: Pick<NamespaceRecord, 'labels'>,
): boolean {
  return (
    selectorsProblem(distribution.selectors) === undefined &&
    distribution.selectors.some(selector =>
      selectorMatches(selector, namespace.labels),
    )
  );
}

/**
 * The selector by which a namespace asks for a distribution, whether or not the
 * distribution can answer: one that matches; else an invalid one whose every
 * label the namespace carries, and whose valid requirements hold. The second is
 * a guess: the intent of an invalid requirement is unknown, but a namespace
 * that carries its label was meant to be told.
 */
export function askingSelector(
  selectors: readonly LabelSelector[],
  labels: Labels,
): LabelSelector | undefined {
  return (
    selectors.find(selector => selectorMatches(selector, labels)) ??
    selectors.find(
      selector =>
        selectorProblem(selector) !== undefined &&
        requirementsOf(selector).every(requirement =>
          requirementProblem(requirement) === undefined
            ? requirementMatches(requirement, labels)
            : Object.hasOwn(labels, requirement.key),
        ),
    )
  );
}

/**
 * Whether a namespace asks for a distribution, be the distribution able to
 * answer or not (see `askingSelector`).
 *
 * @public
 */
export function isAskedFor(
  distribution: Pick<DistributionRecord, 'selectors'>,
  namespace: Pick<NamespaceRecord, 'labels'>,
): boolean {
  return askingSelector(distribution.selectors, namespace.labels) !== undefined;
}
