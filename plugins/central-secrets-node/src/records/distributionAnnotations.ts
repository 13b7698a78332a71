import {
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_SELF_SERVICE,
  DISTRIBUTION_ANNOTATIONS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { editDistance } from '../text';

const PREFIX = 'central-secrets';
/** A longer key is not one of ours with a mistake in it. */
const LONGEST_KEY = 100;
/** How many letters a name may be off and still be taken for another. */
const LETTERS_OFF = 3;
/** The same of a key with another prefix, or with none. */
const LETTERS_OFF_ELSEWHERE = 2;

const KNOWN: ReadonlySet<string> = new Set(DISTRIBUTION_ANNOTATIONS);

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The annotation of these whose name is nearest. */
function nearest(
  name: string,
  annotations: readonly string[],
  limit: number,
): string | undefined {
  const letters = lettersOf(name);
  let best: string | undefined;
  let fewest = limit + 1;
  for (const annotation of annotations) {
    const known = lettersOf(annotation.slice(PREFIX.length + 1));
    const distance = editDistance(letters, known, limit);
    if (distance < fewest) {
      [best, fewest] = [annotation, distance];
    }
  }
  return best;
}

function looksLikePrefix(prefix: string): boolean {
  const letters = lettersOf(prefix);
  return (
    letters.includes('centralsecret') ||
    editDistance(letters, lettersOf(PREFIX), LETTERS_OFF_ELSEWHERE) <=
      LETTERS_OFF_ELSEWHERE
  );
}

/**
 * The known annotation that was probably meant by a key that is not one;
 * undefined: none is near.
 */
function meantAnnotation(key: string): string | undefined {
  if (key.length > LONGEST_KEY || KNOWN.has(key)) {
    return undefined;
  }
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const name = key.slice(slash + 1);
  if (prefix === PREFIX) {
    return nearest(name, DISTRIBUTION_ANNOTATIONS, LETTERS_OFF);
  }
  if (slash < 0) {
    // `description` alone is a word of many tools; these two are not.
    return nearest(
      name,
      [ANNOTATION_SELF_SERVICE, ANNOTATION_ALLOWED_OWNERS],
      LETTERS_OFF_ELSEWHERE,
    );
  }
  return looksLikePrefix(prefix)
    ? nearest(name, DISTRIBUTION_ANNOTATIONS, LETTERS_OFF_ELSEWHERE)
    : undefined;
}

/**
 * Whether a ClusterExternalSecret's annotation was written for this plugin:
 * everything under `central-secrets/`, and what is probably a misspelling of
 * it. A misspelled restriction must not read as no restriction.
 *
 * @public
 */
export function isDistributionAnnotation(key: string): boolean {
  return key.startsWith(`${PREFIX}/`) || meantAnnotation(key) !== undefined;
}

/**
 * An annotation that was written for this plugin and is none that it knows.
 *
 * @public
 */
export interface UnknownAnnotation {
  readonly key: string;
  /** The known annotation that was probably meant. */
  readonly meant?: string;
}

/**
 * Those of a ClusterExternalSecret's annotations that are written for this plugin and not known to it.
 *
 * @public
 */
export function findUnknownAnnotations(
  keys: Iterable<string>,
): UnknownAnnotation[] {
  const unknown: UnknownAnnotation[] = [];
  for (const key of keys) {
    if (!KNOWN.has(key) && isDistributionAnnotation(key)) {
      unknown.push({ key, meant: meantAnnotation(key) });
    }
  }
  return unknown;
}
