import { createHash } from 'node:crypto';

/** A rule of `matchConstraints`. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/**
 * The digest of a policy of `deploy/base/admission`, to compare a cluster's
 * policy with.
 */
export interface PolicyDigest {
  readonly resourceRules: readonly ResourceRule[];
  readonly matchConditions: readonly {
    readonly name: string;
    readonly expression: unknown;
  }[];
  /**
   * The hash of every field that decides, independent of their order and of
   * fields that the API server adds.
   */
  readonly hash: string;
}

/** The same text for the same value, whatever the order of an object's fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`);
    return `{${entries.join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

function ruleOf(rule: any): ResourceRule {
  const sorted = (list: unknown) =>
    Array.isArray(list) ? [...list].sort() : [];
  const { apiGroups, apiVersions, operations, resources } = rule ?? {};
  return {
    apiGroups: sorted(apiGroups),
    apiVersions: sorted(apiVersions),
    operations: sorted(operations),
    resources: sorted(resources),
  };
}

/** Lists of a policy, which the API server leaves out where they are empty. */
function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}

/**
 * An expression without its line breaks: kustomize doubles some of them in a
 * folded text, and they have no meaning.
 */
function onOneLine(expression: unknown): unknown {
  return typeof expression === 'string'
    ? expression.replace(/\s+/g, ' ').trim()
    : expression;
}

/** Returns the digest of a policy's specification. */
export function policyDigest(spec: any): PolicyDigest {
  const resourceRules = listOf(spec?.matchConstraints?.resourceRules).map(
    ruleOf,
  );
  const matchConditions = listOf(spec?.matchConditions).map(
    ({ name, expression }) => ({ name, expression: onOneLine(expression) }),
  );
  const decisive = {
    resourceRules,
    matchConditions,
    paramKind: spec?.paramKind,
    variables: listOf(spec?.variables).map(({ name, expression }) => ({
      name,
      expression: onOneLine(expression),
    })),
    validations: listOf(spec?.validations).map(
      ({ expression, messageExpression, message, reason }) => ({
        expression: onOneLine(expression),
        messageExpression: onOneLine(messageExpression),
        message,
        reason,
      }),
    ),
  };
  return {
    resourceRules,
    matchConditions,
    hash: createHash('sha256').update(canonical(decisive)).digest('hex'),
  };
}
