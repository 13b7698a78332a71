import { Reflector, Replacement } from '../kubernetes';
import { CollectionSink } from './CollectionSink';

/**
 * What the inventory is compared with. `known-version`: the cluster as it was
 * at the version that is known, so that any difference is a mistake of ours.
 * `current-version`: the cluster as it is, so that a few changes may still be
 * on their way.
 */
export type ComparedWith = 'known-version' | 'current-version';

/** Reads a whole, each page within a bound. @returns the version that it shows */
export type ListWhole = (options: {
  readonly replacement: Replacement;
  /** The exact version to compare with. Default: the current one. */
  readonly resourceVersion?: string;
  readonly signal: AbortSignal;
}) => Promise<string>;

/** The part that is compared: a kind, or one namespace's part of it. */
interface ComparedPart {
  readonly list: ListWhole;
  readonly sink: CollectionSink<any, any>;
  readonly reflector: Reflector;
}

/** The result of a comparison. */
export interface Comparison {
  /** How many objects the cluster had; undefined: nothing can be said. */
  readonly compared?: number;
  /** Which objects it had otherwise than they are known: `namespace/name: how`. */
  readonly differences: readonly string[];
}

const NOTHING_SAID: Comparison = { differences: [] };

/**
 * Compares the inventory with the cluster's objects: the oracle of the fault
 * tests, and of the consistency check. Lists everything.
 *
 * Nothing can be said of the known version where no version is known, where the server
 * forgot it, or where the list fails: the reflector tells of that.
 *
 * @throws Fault where the list of the current version fails
 */
export async function differencesFrom(
  part: ComparedPart,
  {
    comparedWith,
    signal,
  }: { readonly comparedWith: ComparedWith; readonly signal: AbortSignal },
): Promise<Comparison> {
  const version = part.reflector.version;
  // In one tick with the version.
  const known = part.sink.digest();
  if (comparedWith === 'current-version') {
    return compare(known, await list(part, undefined, signal));
  }
  const listed =
    version && (await list(part, version, signal).catch(() => undefined));
  return listed ? compare(known, listed) : NOTHING_SAID;
}

/** @throws Error where the list fails, or is of another version than asked for */
async function list(
  part: ComparedPart,
  version: string | undefined,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const listed = part.sink.blank();
  const whole = listed.startReplacement();
  const listedVersion = await part.list({
    replacement: whole,
    resourceVersion: version,
    signal,
  });
  if (version !== undefined && listedVersion !== version) {
    throw new Error('This source lists no version but the newest');
  }
  whole.commit();
  return listed.digest();
}

function compare(
  known: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): Comparison {
  const names = new Set([...known.keys(), ...actual.keys()]);
  const differences = [...names].flatMap(name => {
    if (!actual.has(name)) {
      return `${name}: is known, and not there`;
    }
    if (!known.has(name)) {
      return `${name}: is there, and not known`;
    }
    return known.get(name) === actual.get(name)
      ? []
      : `${name}: is known as it is not`;
  });
  return { compared: actual.size, differences };
}

/** Lists the differences of all kinds: `kind namespace/name: how`. */
export function differencesOf(
  kinds: ReadonlyMap<string, Comparison>,
): string[] {
  return [...kinds].flatMap(([kind, { differences }]) =>
    differences.map(difference => `${kind} ${difference}`),
  );
}
