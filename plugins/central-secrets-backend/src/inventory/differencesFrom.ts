import { Reflector, Replacement } from '../kubernetes';
import { CollectionSink } from './CollectionSink';

/**
 * `then`: the cluster as it was at the version that is known, so that any
 * difference is a mistake of ours. `now`: as it is, of which a little may still
 * be on its way.
 */
export type When = 'then' | 'now';

/** Reads a whole, each page within a bound. @returns the version that it shows */
export type ListWhole = (options: {
  readonly replacement: Replacement;
  /** As it was at exactly this version. Default: as it is now. */
  readonly resourceVersion?: string;
  readonly signal: AbortSignal;
}) => Promise<string>;

/**
 * Which objects the cluster has otherwise than they are known: the oracle of
 * the fault tests, and of the consistency check. Lists everything.
 *
 * @returns `namespace/name: how`; none also where nothing can be said `then`,
 * because no version is known, or the server forgot it
 * @throws Fault where the list fails
 */
export async function differencesFrom(
  part: {
    readonly list: ListWhole;
    readonly sink: CollectionSink<any, any>;
    readonly reflector: Reflector;
  },
  { when, signal }: { when: When; signal: AbortSignal },
): Promise<string[]> {
  const version = part.reflector.version;
  // In one tick with the version.
  const known = part.sink.digest();
  if (when === 'then' && version === undefined) {
    return [];
  }
  const listed = part.sink.blank();
  const whole = listed.startReplacement();
  const listedVersion = await part.list({
    replacement: whole,
    resourceVersion: when === 'then' ? version : undefined,
    signal,
  });
  if (when === 'then' && listedVersion !== version) {
    return [];
  }
  whole.commit();
  return compare(known, listed.digest());
}

function compare(
  known: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...known.keys(), ...actual.keys()]);
  return [...names].flatMap(name => {
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
}
