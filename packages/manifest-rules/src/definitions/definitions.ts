import {
  compareVersions,
  NEWEST_OPERATOR,
  OperatorVersion,
  parseOperatorVersion,
} from '../operatorVersion';
import table from './table.json';

/** A part of a definition: the keywords of OpenAPI that decide, and numbers of further parts. */
export interface Part {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Whether it takes any field. */
  readonly open?: boolean;
  readonly properties?: Readonly<Record<string, number>>;
  /** Of a map. */
  readonly values?: number;
  /** Of a list. */
  readonly items?: number;
}

interface Table {
  /** The number of each kind's spec, by `group/version Kind`. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly parts: readonly Part[];
}

const { versions, parts } = table as unknown as Table;

interface Known {
  readonly text: string;
  readonly version: OperatorVersion;
  readonly kinds: Readonly<Record<string, number>>;
}

/** The oldest first, as the table has them. */
const KNOWN: readonly Known[] = Object.entries(versions).map(
  ([text, kinds]) => ({ text, version: parseOperatorVersion(text)!, kinds }),
);

export function partOf(number: number): Part {
  return parts[number];
}

/** The definition of a kind's spec in one version of the operator. */
export interface Definition {
  readonly operator: string;
  readonly root: Part;
}

/** The definitions of a kind in all versions that have it, the oldest first. */
export function definitionsOf(apiVersion: string, kind: string): Definition[] {
  const key = `${apiVersion} ${kind}`;
  return KNOWN.filter(({ kinds }) => Object.hasOwn(kinds, key)).map(
    ({ text, kinds }) => ({ operator: text, root: parts[kinds[key]] }),
  );
}

/**
 * The definition that an operator goes by: the newest that is not newer. The
 * newest of all where the operator's version is not known; undefined where the
 * kind, or so old an operator, is not known.
 */
export function definitionFor(
  apiVersion: string,
  kind: string,
  operatorVersion: string = NEWEST_OPERATOR,
): Definition | undefined {
  const asked = parseOperatorVersion(operatorVersion);
  if (!asked) {
    return undefined;
  }
  return definitionsOf(apiVersion, kind).findLast(
    ({ operator }) =>
      compareVersions(parseOperatorVersion(operator)!, asked) <= 0,
  );
}

/** Whether the definitions of an operator are known, so that what they lack is no guess. */
export function isKnownOperator(operatorVersion: string | undefined): boolean {
  const asked = operatorVersion && parseOperatorVersion(operatorVersion);
  if (!asked) {
    return false;
  }
  return compareVersions(asked, KNOWN[KNOWN.length - 1].version) <= 0;
}
