import {
  fieldsOf,
  goExpression,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Path } from '../path';
import { isSubstituted } from '../substitutions';
import { Part, partOf } from './definitions';

/** Where an object differs from its definition. */
export type Violation =
  | {
      readonly what: 'unknown';
      readonly path: Path;
      readonly field: string;
      /** The parts around the field, the innermost first, with their paths. */
      readonly around: readonly { readonly part: Part; readonly path: Path }[];
    }
  | { readonly what: 'missing'; readonly path: Path; readonly field: string }
  | { readonly what: 'enum'; readonly path: Path; readonly allowed: string[] }
  | {
      readonly what: 'value';
      readonly path: Path;
      readonly demand: string;
      /** The type that the value has to have, where it has another one. */
      readonly type?: string;
    };

type Around = readonly { readonly part: Part; readonly path: Path }[];

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text: write it in quotes',
  boolean: 'true or false, without quotes',
  integer: 'a whole number, without quotes',
  number: 'a number, without quotes',
  object: 'a map of fields',
  array: 'a list: begin each entry with "-"',
};

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return true;
  }
}

function countProblem(
  count: number,
  least: number | undefined,
  most: number | undefined,
  noun: string,
): string | undefined {
  if (least !== undefined && count < least) {
    return `have at least ${least} ${noun}${
      least === 1 ? '' : 's'
    }, and has ${count}`;
  }
  return most !== undefined && count > most
    ? `have at most ${most} ${noun}${most === 1 ? '' : 's'}, and has ${count}`
    : undefined;
}

/** The few patterns of the definitions, compiled once. */
const patterns = new Map<string, (text: string) => boolean>();

function matchesPattern(pattern: string, text: string): boolean {
  const known = patterns.get(pattern);
  if (known) {
    return known(text);
  }
  const expression = goExpression(pattern);
  const matches = (each: string) => expression?.test(each) !== false;
  patterns.set(pattern, matches);
  return matches(text);
}

function textProblem(text: string, part: Part): string | undefined {
  if (part.pattern && !matchesPattern(part.pattern, text)) {
    return `be a text that matches ${part.pattern}`;
  }
  return countProblem(text.length, part.minLength, part.maxLength, 'character');
}

function* inObject(
  value: Readonly<Record<string, unknown>>,
  part: Part,
  path: Path,
  around: Around,
): Iterable<Violation> {
  const fields = Object.keys(value).filter(field => value[field] !== null);
  const problem = countProblem(
    fields.length,
    part.minProperties,
    part.maxProperties,
    'field',
  );
  if (problem) {
    yield { what: 'value', path, demand: problem };
  }
  for (const field of part.required ?? []) {
    if (!fields.includes(field)) {
      yield { what: 'missing', path, field };
    }
  }
  const inner = [{ part, path }, ...around];
  for (const field of fields) {
    const at = [...path, field];
    if (part.properties && Object.hasOwn(part.properties, field)) {
      yield* violationsOf(
        value[field],
        partOf(part.properties[field]),
        at,
        inner,
      );
    } else if (part.values !== undefined) {
      yield* violationsOf(value[field], partOf(part.values), at, inner);
    } else if (part.properties && !part.open && !isSubstituted(field)) {
      yield { what: 'unknown', path: at, field, around: inner };
    }
  }
}

/** Whether a value is a stand-in such as `[PROJECT_ID]`, which YAML reads as a list. */
function isBracketed(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 1 &&
    typeof value[0] === 'string' &&
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value[0])
  );
}

/**
 * Where a value differs from its definition. Texts that another tool fills in
 * may be anything.
 */
export function* violationsOf(
  value: unknown,
  part: Part,
  path: Path,
  around: Around = [],
): Iterable<Violation> {
  if (value === null || value === undefined) {
    return;
  }
  if (typeof value === 'string' && isSubstituted(value)) {
    return;
  }
  if (part.type === 'string' && isBracketed(value)) {
    return;
  }
  if (part.type && !hasType(value, part.type)) {
    yield {
      what: 'value',
      path,
      demand: `be ${TYPE_WORDS[part.type] ?? part.type}`,
      type: part.type,
    };
    return;
  }
  if (part.enum && !part.enum.includes(value)) {
    const allowed = part.enum.filter(each => each !== '').map(String);
    yield { what: 'enum', path, allowed };
    return;
  }
  if (typeof value === 'string') {
    const problem = textProblem(value, part);
    if (problem) {
      yield { what: 'value', path, demand: problem };
    }
  } else if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = part;
    if (value < minimum || value > maximum) {
      yield { what: 'value', path, demand: `be from ${minimum} to ${maximum}` };
    }
  } else if (Array.isArray(value)) {
    const problem = countProblem(
      value.length,
      part.minItems,
      part.maxItems,
      'item',
    );
    if (problem) {
      yield { what: 'value', path, demand: problem };
    }
    if (part.items === undefined) {
      return;
    }
    for (const [index, entry] of value.entries()) {
      yield* violationsOf(entry, partOf(part.items), [...path, index], around);
    }
  } else if (typeof value === 'object') {
    yield* inObject(fieldsOf(value), part, path, around);
  }
}
