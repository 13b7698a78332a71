import type { AdmissionGate, GateRule, GateScope } from '../refusalFacts';
import { Fields, fieldsListOf, fieldsOf, nameOf, textsOf } from './fields';
import { labelSelectorOf } from './labelSelector';

/** A server decides how many rules there are; no policy of a person has more. */
const MOST_RULES = 50;

function rulesOf(value: unknown): GateRule[] {
  return fieldsListOf(value)
    .slice(0, MOST_RULES)
    .map(rule => ({
      apiGroups: textsOf(rule.apiGroups),
      resources: textsOf(rule.resources),
      operations: textsOf(rule.operations),
    }));
}

/** The scope of a webhook, or the `matchConstraints` of a policy; both have the same fields. */
function scopeOf(fields: Fields, rules: unknown): GateScope {
  return {
    ...(rules === undefined ? {} : { rules: rulesOf(rules) }),
    excluded: rulesOf(fields.excludeResourceRules),
    namespaceSelector: labelSelectorOf(fields.namespaceSelector),
    objectSelector: labelSelectorOf(fields.objectSelector),
  };
}

function headOf(object: Fields): { readonly name: string; spec: Fields } {
  return {
    name: nameOf(fieldsOf(object.metadata).name) ?? '',
    spec: fieldsOf(object.spec),
  };
}

/**
 * The policies that deny, one entry for each of their bindings: without a
 * binding that denies, a ValidatingAdmissionPolicy refuses nothing.
 *
 * @param policies - raw ValidatingAdmissionPolicies
 * @param bindings - raw ValidatingAdmissionPolicyBindings
 * @public
 */
export function parsePolicies(
  policies: readonly unknown[],
  bindings: readonly unknown[],
): AdmissionGate[] {
  const byName = new Map(
    policies.map(fieldsOf).map(policy => [headOf(policy).name, policy]),
  );
  return bindings.map(fieldsOf).flatMap((binding): AdmissionGate[] => {
    const { name: part, spec } = headOf(binding);
    const policy = byName.get(nameOf(spec.policyName) ?? '');
    if (!policy || !textsOf(spec.validationActions).includes('Deny')) {
      return [];
    }
    const { name, spec: policySpec } = headOf(policy);
    const constraints = fieldsOf(policySpec.matchConstraints);
    const resources = fieldsOf(spec.matchResources);
    return [
      {
        kind: 'ValidatingAdmissionPolicy',
        name,
        part,
        scopes: [
          scopeOf(constraints, constraints.resourceRules ?? []),
          scopeOf(resources, resources.resourceRules),
        ],
      },
    ];
  });
}

/**
 * The webhooks of a configuration.
 *
 * @param kind - of all the configurations
 * @param configurations - raw ValidatingWebhookConfigurations or MutatingWebhookConfigurations
 * @public
 */
export function parseWebhooks(
  kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration',
  configurations: readonly unknown[],
): AdmissionGate[] {
  return configurations.map(fieldsOf).flatMap(configuration =>
    fieldsListOf(configuration.webhooks).map(webhook => ({
      kind,
      name: headOf(configuration).name,
      part: nameOf(webhook.name) ?? '',
      scopes: [scopeOf(webhook, webhook.rules ?? [])],
    })),
  );
}
