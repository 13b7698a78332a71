/**
 * The places of a phrase, by the text that stands there:
 *
 * - `name`: an object's name
 * - `kind`: a kind or a resource, maybe with its group
 * - `key`: a store's key, a Secret's key, a label, a user
 * - `value`: a value where something else was expected
 */
export type Place = 'name' | 'kind' | 'key' | 'value';

/**
 * The phrases of External Secrets Operator, its providers, the API server and
 * the template engine that name something. Each begins with a word.
 *
 * Operator 2.9.0 (the same at 0.20.4): pkg/controllers, pkg/provider;
 * Kubernetes 1.35: apimachinery/pkg/api/errors, apiserver/pkg/admission;
 * Go: text/template, encoding/json; spf13/cast.
 */
export const KNOWN_PHRASES: readonly string[] = [
  'key: <key>), err: ',
  'data for key: "<key>"',
  'entry for key "<key>"',
  'duplicate key "<key>"',
  'key "<key>" has invalid character',
  'property <key> does not exist in ',
  'key <key> does not exist in ',
  'data of secret "<name>"',
  'metadata of secret "<name>"',
  'exist in secret "<name>"',
  'exist in secret <key>',
  'secret "<name>" not found',
  'secret "<name>" already exists',
  'cluster store "<name>" is not allowed from namespace "<name>"',
  'could not get SecretStore "<name>"',
  'could not get ClusterSecretStore "<name>"',
  'unable to create secret <name>: ',
  'unable to delete secret <name>: ',
  'unable to mutate secret <name>: ',
  'unable to patch secret <name>: ',
  'unable to update secret <name>: ',
  'fulfilled on <kind> "<name>": the object has been modified',
  'another ExternalSecret: <name>',
  'Object <name>/<name> is already owned by another <kind> controller <name>',
  'at key <key>: ',
  'template: <key>: ',
  'executing "<key>" at ',
  'function "<key>" not defined',
  'User "<key>" cannot ',
  'resource "<key>" in API group "<key>"',
  'namespace "<name>"',
  'namespace <name>',
  'webhook "<name>"',
  "ValidatingAdmissionPolicy '<name>' with binding '<name>'",
  'quota: <name>, ',
  'matches for kind "<kind>" in version "<key>"',
  'Kubernetes secret "<name>"',
  'serviceaccounts "<name>" not found',
  'service account "<name>"',
  'requested secret: <key>',
  'Vaults: <key> in: ',
  "Permission '<key>' denied for resource '<key>'",
  // A value that could not be read is written out here.
  'Invalid value: <value>: ',
  'unmarshal number <value> into ',
  'cast <value> of type ',
];

/** These follow the kind of an object and its name in quotes. */
const SAID_OF_OBJECTS = [
  'not found',
  'already exists',
  'is forbidden',
  'is invalid',
  'is not ready',
];

/** In front of these stands any kind or resource, such as `externalsecrets.external-secrets.io`. */
export const OBJECT_PHRASES: readonly string[] = SAID_OF_OBJECTS.map(
  said => `<kind> "<name>" ${said}`,
);

/** Follows a text in quotes that comes from a distribution's own selectors. */
export const SAID_OF_SELECTORS = ' is not a valid label selector operator';

/** How sentences begin that a policy engine puts in quotes. */
export const POLICY_SENTENCE = /^validation (?:error|failure): /;

/** Nouns for values: a text in quotes behind one is not a name. */
const NOUN_FOR_VALUE =
  /(?:password|passwd|passphrase|pwd|token|credential|value|code|pin|secret|key)$/;

const PLACES: Readonly<Record<Place, string>> = {
  name: '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?',
  kind: '[A-Za-z](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?',
  key: '[^\\s"\'`(){}<>;,\\\\]{1,253}',
  value: '[^"\'`]{1,300}?',
};
/** Quotes say where it ends. It may be empty, as the API group of Secrets is. */
const IN_QUOTES = '[^"\'`\\\\]{0,300}';
/** A name that ends a phrase must not be the first half of something longer. */
const END = '(?![\\w+/~=@:.-]*[\\w+/~=@])';

export interface KnownPhrase {
  /** Sticky; its groups are all that was matched, piece by piece. */
  readonly pattern: RegExp;
  /** For each group what stands there; undefined for words of the phrase. */
  readonly groups: readonly (Place | undefined)[];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function compile(phrase: string): KnownPhrase {
  const groups: (Place | undefined)[] = [];
  const pieces = phrase.split(/<(\w+)>/).map((piece, index, all) => {
    const isPlace = index % 2 === 1;
    groups.push(isPlace ? (piece as Place) : undefined);
    if (!isPlace) {
      return `(${escaped(piece)})`;
    }
    const isQuoted = /["']$/.test(all[index - 1]);
    return `(${isQuoted ? IN_QUOTES : PLACES[piece as Place]})`;
  });
  const end = phrase.endsWith('>') ? END : '';
  return { pattern: new RegExp(`${pieces.join('')}${end}`, 'y'), groups };
}

/** By their first word, so that only a few are tried at each. */
const BY_FIRST_WORD = new Map<string, KnownPhrase[]>();
for (const phrase of KNOWN_PHRASES) {
  const [word] = /^\w+/.exec(phrase)!;
  const others = BY_FIRST_WORD.get(word) ?? [];
  BY_FIRST_WORD.set(word, [...others, compile(phrase)]);
}

const OF_OBJECTS = OBJECT_PHRASES.map(compile);
const NONE: readonly KnownPhrase[] = [];

/** The phrases that may begin with this word, where it stands in the text. */
export function findPhrases(
  word: string,
  text: string,
  end: number,
): readonly KnownPhrase[] {
  const known = BY_FIRST_WORD.get(word) ?? NONE;
  return text.startsWith(' "', end) && !NOUN_FOR_VALUE.test(word)
    ? [...known, ...OF_OBJECTS]
    : known;
}
