import { PolicyDigest, policyDigest, ResourceRule } from './policyDigest';

/** Whether an entry of a rule covers at least another one. */
function covers(given: string, asked: string): boolean {
  if (given === asked || given === '*/*') {
    return true;
  }
  // Without a slash, the star excludes subresources.
  return given === '*' && !asked.includes('/');
}

function includes(given: readonly string[], asked: string): boolean {
  return given.some(each => covers(each, asked));
}

/** Every group, operation and resource of a rule, one by one. */
function* partsOf(rule: ResourceRule): Iterable<[string, string, string]> {
  for (const group of rule.apiGroups) {
    for (const operation of rule.operations) {
      for (const resource of rule.resources) {
        yield [group, operation, resource];
      }
    }
  }
}

function isEmpty(selector: unknown): boolean {
  return Object.values(selector ?? {}).every(
    each => Object.keys(each ?? {}).length === 0,
  );
}

/**
 * Rules that hold only for some scope, version or object do not count as whole.
 */
function wholeRules(spec: any): ResourceRule[] {
  const { resourceRules } = policyDigest(spec);
  return resourceRules.filter((rule, index) => {
    const { scope = '*', resourceNames = [] } =
      spec.matchConstraints.resourceRules[index];
    return (
      scope === '*' &&
      resourceNames.length === 0 &&
      rule.apiVersions.includes('*')
    );
  });
}

/**
 * How a cluster's policy checks less than the shipped one does; undefined where
 * it checks all of it.
 */
export function narrowed(spec: any, shipped: PolicyDigest): string | undefined {
  const constraints = spec?.matchConstraints ?? {};
  for (const field of ['namespaceSelector', 'objectSelector']) {
    if (!isEmpty(constraints[field])) {
      return `holds for a part of the cluster only: remove matchConstraints.${field}`;
    }
  }
  if (constraints.excludeResourceRules?.length) {
    return 'leaves something out: remove matchConstraints.excludeResourceRules';
  }
  const rules = wholeRules(spec);
  for (const [group, operation, resource] of shipped.resourceRules.flatMap(
    rule => [...partsOf(rule)],
  )) {
    const isLookedAt = rules.some(
      rule =>
        includes(rule.apiGroups, group) &&
        includes(rule.operations, operation) &&
        includes(rule.resources, resource),
    );
    if (!isLookedAt) {
      const what = [resource, group].filter(Boolean).join('.');
      return `does not look at ${operation} of ${what}`;
    }
  }
  const further = policyDigest(spec).matchConditions.find(
    ({ name, expression }) =>
      !shipped.matchConditions.some(
        each => each.name === name && each.expression === expression,
      ),
  );
  return further
    ? `is skipped by a matchCondition of its own: ${further.name}`
    : undefined;
}
