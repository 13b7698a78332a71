import fc from 'fast-check';
import {
  IN_PLACE_OF_VALUE,
  IN_TEXT,
  leakedPart,
  NAME_LIKE,
  PASSWORDS,
  plant,
  RANDOM_LOOKING,
} from './__testUtils__/credentials';
import { KNOWN_PHRASES, OBJECT_PHRASES } from './knownPhrases';
import { redactText } from './redactText';

/** Phrases with a credential where a name belongs. */
const IN_PHRASES = [...KNOWN_PHRASES, ...OBJECT_PHRASES].map(phrase =>
  phrase.replaceAll(/<\w+>/g, '¤').replaceAll('¤ "¤"', 'secrets "¤"'),
);

const HEX = '0123456789abcdef'.repeat(2);
const LOWER = 'k3v9'.concat('q7m2x5w8'.repeat(3), 'b4n6');
const AWS = ['wJ4lrXUtnFEMI', 'K7MDENG', 'bPxRf1CYnot+real+here'].join('/');
const AZURE = `a1b8Q${'~'}${'Not.A.Real_Secret~'.repeat(2)}`;

describe('redactText', () => {
  it.each([
    [
      'a hash behind "="',
      `checksum=${HEX} differs`,
      'checksum=[hidden] differs',
    ],
    ['a hash behind "/"', `open blobs/${HEX}: gone`, 'open [hidden]: gone'],
    ['32 letters and digits', `got ${LOWER} back`, 'got [hidden] back'],
    ['an AWS secret key', `signed with ${AWS}, no`, 'signed with [hidden], no'],
    [
      'a password with "/" and "@"',
      'dial amqp://app:not/a/real@one@mq.example.com:5672: EOF',
      'dial amqp://[hidden]@mq.example.com:5672: EOF',
    ],
    [
      'a map of Go',
      'unexpected data map[client-secret:not-a-real-one id:map[a:b]] here',
      'unexpected data map[[hidden]] here',
    ],
    [
      'JSON that was escaped once',
      'body: "{\\"password\\":\\"not-a-real-one\\"}"',
      'body: "[hidden]"',
    ],
    [
      'escaped JSON without quotes around it',
      'body: {\\"password\\":\\"not-a-real-one\\"}',
      'body: {\\"password\\":\\"[hidden]\\"}',
    ],
    ['single quotes', "bad token 'not-a-real-one'", "bad token '[hidden]'"],
    [
      'a number in JSON',
      '{"password": 12345678, "port": 5432}',
      '{"password": [hidden], "port": 5432}',
    ],
    ['a number behind "="', 'pin=1234 refused', 'pin=[hidden] refused'],
    ['an age key', `AGE-SECRET-${'KEY-1'}${'NOTAREAL0'.repeat(6)}`, '[hidden]'],
    ['a Hugging Face token', `hf_${'NotAReal'.repeat(4)}`, '[hidden]'],
    ['a DigitalOcean token', `dop_${'v1_'}${HEX}${HEX}`, '[hidden]'],
    ['an Azure client secret', `got ${AZURE}`, 'got [hidden]'],
    [
      'a value that YAML cannot read',
      'yaml: line 3: cannot unmarshal !!str `not-a-r...` into int',
      'yaml: line 3: cannot unmarshal !!str `[hidden]` into int',
    ],
    [
      'a character of a value that JSON cannot read',
      "invalid character 'n' looking for beginning of value",
      "invalid character '[hidden]' looking for beginning of value",
    ],
    [
      'bytes as Go prints them',
      'got [110 111 116 45 97 45 114 101 97 108]',
      'got [hidden]',
    ],
  ])('hides %s', (_, text, shown) => {
    expect(redactText(text)).toBe(shown);
  });

  it.each(Object.entries(RANDOM_LOOKING))(
    'shows no 8 characters of %s, wherever it stands',
    (_, credentials) => {
      fc.assert(
        fc.property(
          credentials,
          fc.constantFrom(...IN_TEXT, ...IN_PLACE_OF_VALUE),
          (credential, context) => {
            const shown = redactText(plant(context, credential));
            expect(leakedPart(credential, shown)).toBeUndefined();
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it.each(Object.entries(PASSWORDS))(
    'shows no 8 characters of a password that is %s, where it is called one or quoted',
    (_, passwords) => {
      fc.assert(
        fc.property(
          passwords,
          fc.constantFrom(...IN_PLACE_OF_VALUE),
          (password, context) => {
            const shown = redactText(plant(context, password));
            expect(leakedPart(password, shown)).toBeUndefined();
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  // A text that Kubernetes takes for a name is shown where the phrase has a name.
  it.each(
    Object.entries(RANDOM_LOOKING).filter(([title]) => !(title in NAME_LIKE)),
  )('shows no 8 characters of %s in the place of a name', (_, credentials) => {
    fc.assert(
      fc.property(
        credentials,
        fc.constantFrom(...IN_PHRASES),
        (credential, phrase) => {
          const shown = redactText(plant(phrase, credential));
          expect(leakedPart(credential, shown)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shows no password of a URL that has "/" and "@" in it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z/@]{4,10}[/@][a-z/@:]{4,10}$/),
        fc.constantFrom('https', 'postgres', 'amqp'),
        (password, scheme) => {
          const shown = redactText(
            `dial ${scheme}://user:${password}@db.example.com:5432/shop failed`,
          );
          expect(leakedPart(password, shown)).toBeUndefined();
          expect(shown).toMatch(/@db\.example\.com:5432\/shop failed$/);
        },
      ),
    );
  });
});
