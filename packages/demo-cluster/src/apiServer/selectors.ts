import {
  isLabelKey,
  LabelSelector,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { KubernetesObject } from './objects';
import { ResourceType } from './resources';
import { badRequest } from './statusError';

type Test<T> = (value: T) => boolean;

/** The filter of a list or a watch. */
export interface ObjectFilter {
  matches: Test<KubernetesObject>;
  /** Nothing was asked for: then a list says how many objects remain. */
  isEverything: boolean;
}

/**
 * Reads `labelSelector` and `fieldSelector` as they stand in a query. 400 for a
 * selector that cannot be read.
 */
export function parseObjectFilter(
  resource: ResourceType,
  labelSelector: string | undefined,
  fieldSelector: string | undefined,
): ObjectFilter {
  const tests = [
    ...splitSelector(labelSelector).map(parseLabelRequirement),
    ...splitSelector(fieldSelector).map(part =>
      parseFieldRequirement(resource, part),
    ),
  ];
  return {
    matches: object => tests.every(test => test(object)),
    isEverything: tests.length === 0,
  };
}

/** Splits at commas outside of parentheses. */
function splitSelector(text: string | undefined): string[] {
  return (text ?? '')
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseLabelRequirement(part: string): Test<KubernetesObject> {
  const label = (object: KubernetesObject, key: string) =>
    object.metadata.labels?.[key];

  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return operator === 'in'
      ? object => values.includes(label(object, key) ?? '\0')
      : object => !values.includes(label(object, key) ?? '\0');
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(part);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? object => label(object, key) !== value
      : object => label(object, key) === value;
  }
  const exists = /^(!?)([^\s=!()]+)$/.exec(part);
  if (exists) {
    const [, not, key] = exists;
    return object => (label(object, key) !== undefined) === (not === '');
  }
  throw badRequest(`unable to parse requirement: found '${part}'`);
}

function parseFieldRequirement(
  resource: ResourceType,
  part: string,
): Test<KubernetesObject> {
  const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
  if (!match) {
    throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
  }
  const [, path, operator, value] = match;
  const known = [
    'metadata.name',
    'metadata.namespace',
    ...resource.fieldSelectors,
  ];
  if (!known.includes(path)) {
    throw badRequest(`field label not supported: ${path}`);
  }
  return object => (fieldValue(object, path) === value) === (operator !== '!=');
}

function fieldValue(object: KubernetesObject, path: string): string {
  // Events are asked for `source`, which means the component that reported them.
  const steps = path === 'source' ? ['source', 'component'] : path.split('.');
  const value = steps.reduce<any>((at, step) => at?.[step], object);
  return value === undefined || value === null ? '' : String(value);
}

/** `LabelSelectorAsSelector` in apimachinery: the operators that exist, how many values each takes, and which keys. */
export function selectorError(selector: LabelSelector): string | undefined {
  const badLabel = Object.keys(selector.matchLabels ?? {}).find(
    key => !isLabelKey(key),
  );
  if (badLabel !== undefined) {
    return keyError(badLabel);
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const count = values?.length ?? 0;
    const isKnown = ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(
      operator,
    );
    if (isKnown && !isLabelKey(key)) {
      return keyError(key);
    }
    switch (operator) {
      case 'In':
      case 'NotIn':
        if (count === 0) {
          return `values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty`;
        }
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (count > 0) {
          return `values: Invalid value: values set must be empty for exists and does not exist`;
        }
        break;
      default:
        return `"${operator}" is not a valid label selector operator`;
    }
  }
  return undefined;
}

/**
 * The error for a key whose name has a wrong character; the real text names
 * other possible faults, too.
 */
function keyError(key: string): string {
  return `key: Invalid value: ${JSON.stringify(
    key,
  )}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;
}

/** Whether a valid selector, as it stands in a spec, matches these labels. `{}` matches all. */
export function labelSelectorMatches(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values!.includes(value);
        case 'NotIn':
          return value === undefined || !values!.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
