import fc, { Arbitrary } from 'fast-check';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

/** A text of these characters, drawn at random. */
function drawn(
  alphabet: string,
  minLength: number,
  maxLength = minLength,
): Arbitrary<string> {
  return fc
    .array(fc.noBias(fc.nat({ max: alphabet.length - 1 })), {
      minLength,
      maxLength,
    })
    .map(indexes => indexes.map(index => alphabet[index]).join(''));
}

function hasAll(text: string, ...kinds: RegExp[]): boolean {
  return kinds.every(kind => (text.match(kind)?.length ?? 0) >= 3);
}

const hex = fc
  .constantFrom(32, 40, 64)
  .chain(length => drawn('0123456789abcdef', length))
  .filter(text => hasAll(text, /[a-f]/g, /\d/g));

const lowerCase = drawn(LOWER + DIGITS, 32).filter(text =>
  hasAll(text, /[a-z]/g, /\d/g),
);

const mixed = (alphabet: string, min: number, max = min) =>
  drawn(alphabet, min, max).filter(text =>
    hasAll(text, /[a-z]/g, /[A-Z]/g, /\d/g),
  );

const begunWith = (beginning: string, rest: Arbitrary<string>) =>
  rest.map(text => `${beginning}${text}`);

/** Credentials that could be names: only their surroundings tell. */
export const NAME_LIKE: Readonly<Record<string, Arbitrary<string>>> = {
  'a key in hexadecimal': hex,
  '32 lower-case letters and digits': lowerCase,
};

/** Credentials that look drawn at random. Joined from pieces, so that no scanner takes them for real. */
export const RANDOM_LOOKING: Readonly<Record<string, Arbitrary<string>>> = {
  ...NAME_LIKE,
  'an AWS secret key': mixed(`${LOWER}${UPPER}${DIGITS}+/`, 40),
  'base64 with padding': mixed(`${LOWER}${UPPER}${DIGITS}+/`, 42).map(
    text => `${text}==`,
  ),
  'base64 for URLs': mixed(`${LOWER}${UPPER}${DIGITS}-_`, 32, 80),
  'a GitHub token': begunWith('ghp' + '_', mixed(LOWER + UPPER + DIGITS, 36)),
  'a GitLab token': begunWith('glpat' + '-', mixed(LOWER + UPPER + DIGITS, 20)),
  'an age key': begunWith('AGE-SECRET-' + 'KEY-1', drawn(UPPER + DIGITS, 58)),
  'a Hugging Face token': begunWith('hf' + '_', drawn(LOWER + UPPER, 34)),
  'a DigitalOcean token': begunWith(
    'dop' + '_v1_',
    drawn('0123456789abcdef', 64),
  ),
  'an Azure client secret': fc
    .tuple(mixed(LOWER + UPPER + DIGITS, 12), mixed(LOWER + UPPER + DIGITS, 31))
    .map(([before, behind]) => `${before.slice(0, 3)}8Q${'~'}${behind}`),
  'a web token': fc
    .tuple(mixed(LOWER + UPPER + DIGITS, 20), mixed(LOWER + UPPER + DIGITS, 43))
    .map(([body, end]) => `eyJhbGci${'OiJ'}9.eyJ${body}.${end}`),
  'a Stripe key': begunWith('sk' + '_live_', mixed(LOWER + UPPER + DIGITS, 24)),
  'a Slack token': begunWith('xox' + 'b-', mixed(LOWER + UPPER + DIGITS, 24)),
  'a Vault token': begunWith('hvs' + '.', mixed(LOWER + UPPER + DIGITS, 24)),
};

/** Passwords that look like a word, a name or a number; only where they stand tells. */
export const PASSWORDS: Readonly<Record<string, Arbitrary<string>>> = {
  'a word': drawn(LOWER, 8, 12),
  'a word and a number': fc
    .tuple(drawn(LOWER, 6), drawn(DIGITS, 3))
    .map(parts => parts.join('')),
  'words with hyphens': fc
    .array(drawn(LOWER, 5), { minLength: 3, maxLength: 3 })
    .map(words => words.join('-')),
  'a number': drawn(DIGITS, 8, 16),
};

/** Where a token may turn up in a text of any kind. */
export const IN_TEXT: readonly string[] = [
  '¤',
  'got ¤ back',
  'error: ¤',
  'unexpected (¤)',
  'values [¤]',
  'sig=¤ x',
  'x=¤,y=1',
  'open /etc/¤: no such file',
  'kv/data/¤ is gone',
  '¤/latest',
  'line 1\n¤\nline 3',
  'error processing spec.data[0] (key: github-pat), err: ¤',
  'unable to update secret shop: ¤ is wrong',
  'secrets "shop" not found: ¤',
  '¤ cannot find secret data for key: "token"',
  'Get https://vault.example.com/v1/¤: EOF',
  'Get "https://vault.example.com/v1/x?a=¤": EOF',
];

/** Where a value is called one, or stands in quotes. */
export const IN_PLACE_OF_VALUE: readonly string[] = [
  'got "¤" back',
  "got '¤' back",
  'got `¤` back',
  'got \\"¤\\" back',
  'got "¤',
  "got '¤",
  'cannot unmarshal !!str `¤` into int',
  'cannot unmarshal !!str `¤',
  'Invalid value: "¤": must be',
  'strconv.Atoi: parsing "¤": invalid syntax',
  'unable to cast "¤" of type string to int64',
  'json: cannot unmarshal number ¤ into Go value of type string',
  'map[client-secret:¤]',
  'in: map[a:map[b:¤] c:d] x',
  'password=¤',
  'password = ¤',
  'password: ¤',
  "password='¤'",
  'grant_type=x&client_secret=¤&scope=y',
  'token=¤, x',
  '{"password":"¤","a":1}',
  '{"password": ¤, "a": 1}',
  "{'password': '¤'}",
  '{\\"password\\":\\"¤\\"}',
  '{"a":"{\\"token\\":\\"¤\\"}"}',
  '{"name":"x","value":"¤"}',
  '{Password:¤ User:x}',
  '{User:x ClientSecret:¤}',
  'Get "https://user:¤@vault.example.com/v1": EOF',
  'dial postgres://user:¤@db:5432/shop failed',
  'user:¤@tcp(127.0.0.1:3306)/shop',
  'Authorization: Bearer ¤',
];

/** The piece of a text with a credential in its place. */
export function plant(context: string, credential: string): string {
  return context.replaceAll('¤', () => credential);
}

/** The part of a credential that a text shows: 8 characters or more; undefined if it shows none. */
export function leakedPart(
  credential: string,
  text: string,
): string | undefined {
  for (let at = 0; at + 8 <= credential.length; at += 1) {
    const part = credential.slice(at, at + 8);
    if (text.includes(part)) {
      return part;
    }
  }
  return text.includes(credential) ? credential : undefined;
}
