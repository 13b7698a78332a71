import type {
  AdmissionGate,
  GateRule,
  GateScope,
  WrittenResource,
  WriteVerb,
} from '../records';
import { Labels, selectorMatches } from './selectors';

/** A write of the operator into a namespace. @public */
export interface GatedWrite {
  readonly verb: WriteVerb;
  readonly resource: WrittenResource;
  /** The labels of the namespace. */
  readonly namespaceLabels: Labels;
}

const GROUPS: Readonly<Record<WrittenResource, string>> = {
  secrets: '',
  externalsecrets: 'external-secrets.io',
};

/**
 * The label that the operator puts on each Secret that it creates (v2.9.0,
 * esv1.LabelManaged). Those of a template are not known here.
 */
const OPERATOR_LABELS: Labels = {
  'reconcile.external-secrets.io/managed': 'true',
};

function isOneOf(all: readonly string[], wanted: string): boolean {
  return all.includes('*') || all.includes(wanted);
}

/** As rules.Matcher of k8s.io/apiserver, without subresources, names and scopes of a cluster. */
function ruleApplies(
  { apiGroups, resources, operations }: GateRule,
  { verb, resource }: GatedWrite,
): boolean {
  return (
    isOneOf(apiGroups, GROUPS[resource]) &&
    (isOneOf(resources, resource) || resources.includes('*/*')) &&
    isOneOf(operations, verb.toUpperCase())
  );
}

function scopeApplies(
  { rules, excluded, namespaceSelector, objectSelector }: GateScope,
  write: GatedWrite,
): boolean {
  return (
    (rules === undefined || rules.some(rule => ruleApplies(rule, write))) &&
    !excluded.some(rule => ruleApplies(rule, write)) &&
    selectorMatches(namespaceSelector, write.namespaceLabels) &&
    selectorMatches(objectSelector, OPERATOR_LABELS)
  );
}

/**
 * Whether a policy or a webhook is asked about a write, as far as its rules and
 * selectors tell: its conditions in CEL may exclude the write all the same.
 *
 * @public
 */
export function gateApplies(gate: AdmissionGate, write: GatedWrite): boolean {
  return gate.scopes.every(scope => scopeApplies(scope, write));
}
