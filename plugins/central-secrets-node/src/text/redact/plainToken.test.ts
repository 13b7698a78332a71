import {
  isKeyMaterial,
  isKubernetesName,
  isPlainToken,
  isUuid,
} from './plainToken';

const UUID = '419833d8-874a-4337-abc0-25f8e780754f';

describe('isPlainToken', () => {
  it.each([
    ['a short token, whatever it is', 'aB3dE5f'],
    ['a name', 'external-secrets'],
    ['a long name', `${'word-'.repeat(50)}end`],
    ['a word of 40 letters', 'validating'.repeat(4)],
    ['a name in camel case', 'getHostByName'],
    ['a name with capitals in a row', 'GetECRToken'],
    ['words of one capital each', 'ThisIsTheNameOfAll'],
    ['a word in capitals', 'UNAUTHORIZED'],
    ['a number of 7 digits', 'port-1234567'],
    ['a version', 'v1beta1-something'],
    ['a long version', 'x/v12345678'],
    ['a duration', 'after-12h34m56s'],
    ['a duration in small units', 'took-123456789us'],
    ['a word with a fifth of vowels', 'bcdfabcdfebcdfibcdfo'],
    ['a word with a number behind it', 'serviceaccounts123456'],
    ['a word with a number before it', '123456serviceaccounts'],
    ['an address', '10.0.0.10:8443/v1/auth/token'],
    ['a path with digits and capitals', '/etc/Secrets2/Folder/Certificates'],
    ['a word to the last letter', 'Abzzzzzz'],
    ['a word with a number to the last digit', 'ab999999'],
    ['stretches of two and a half', 'abc12def34'],
    ['groups of three', 'a1b-c2d-e3f-g4h-i5j-k6l'],
    ['short groups of mixed letters, 15 in all', 'aB1-cD2-eF3-gH4-iJ5'],
    ['two groups of digits and letters', 'a1b2-c3d4-some-words'],
  ])('takes for plain: %s, %s', (_, token) => {
    expect(isPlainToken(token)).toBe(true);
  });

  it.each([
    ['capitals and digits mixed', 'aB3dE5fG'],
    ['a token that is longer than any name', `${'word-'.repeat(50)}long`],
    ['a UUID', UUID],
    ['a word of 41 letters', `${'validating'.repeat(4)}s`],
    ['a number of 8 digits', 'port-12345678'],
    ['letters that change their case', 'aBcDeFgHiJ'],
    ['a word without vowels', 'bcdfgbcdfgbcdfgh'],
    ['a word with fewer vowels', 'bcdfabcdfebcdfibcdfk'],
    ['a word that cannot be spoken', 'aeiouaeiobcdfghj'],
    ['digits and short words by turns', '1abc2def'],
    ['one with few vowels in a row', 'aeiobcdfghaeiobo'],
    ['short groups of mixed letters, 18 in all', 'aB1-cD2-eF3-gH4-iJ5-kL6'],
    ['a word with a number on both sides', '12serviceaccounts12'],
    ['a word with a number of 7 digits', 'serviceaccounts1234567'],
    ['digits amid a long word', 'service123accounts'],
    ['hexadecimal', '0123456789abcdef'],
    ['base64 with a plus', 'Secret2+Folder/Certificates'],
    ['40 characters of base64', 'Folder2/Certificates/Accounts/Secrets/ab'],
    ['three groups of digits and letters', 'a1b2-c3d4-e5f6-words'],
  ])('does not: %s, %s', (_, token) => {
    expect(isPlainToken(token)).toBe(false);
  });
});

describe('isUuid', () => {
  it.each([UUID, UUID.toUpperCase()])('takes %s', token => {
    expect(isUuid(token)).toBe(true);
  });

  it.each([`${UUID}0`, `0${UUID}`, UUID.slice(1), UUID.replace('-', '')])(
    'refuses %s',
    token => {
      expect(isUuid(token)).toBe(false);
    },
  );
});

describe('isKubernetesName', () => {
  it.each(['a', '0', 'a.b-c', 'a'.repeat(253)])('takes %s', name => {
    expect(isKubernetesName(name)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a'.repeat(254), ' a', 'a '])(
    'refuses %j',
    name => {
      expect(isKubernetesName(name)).toBe(false);
    },
  );
});

describe('isKeyMaterial', () => {
  it.each([
    ['a token of 20 characters', 'aB3dE5fG7hJ9kL1mN3pQ'],
    ['32 characters of hexadecimal', '0123456789abcdef'.repeat(2)],
    ['such a piece in a name', `shop-${'0123456789abcdef'.repeat(2)}`],
    ['capitals and digits', 'AB3DE5FG7HJ9KL1MN3PQ'],
    ['a long word between numbers', `123456${'validating'.repeat(2)}123456`],
  ])('is %s', (_, token) => {
    expect(isKeyMaterial(token)).toBe(true);
  });

  it.each([
    ['a token of 19 characters', 'aB3dE5fG7hJ9kL1mN3p'],
    ['a token without a digit', 'aBcDeFgHiJkLmNoPqRsTu'],
    ['a UUID', UUID],
    ['31 characters of hexadecimal', '0123456789abcdef'.repeat(2).slice(1)],
    ['a name with short pieces', 'shop-6d4cf56db6-x7k2p-0123456789ab'],
    ['a long word with a number', 'validatingwebhookconfigurations12'],
    ['a plain name with capitals', 'getHostByName-getHostByName2'],
  ])('is not %s', (_, token) => {
    expect(isKeyMaterial(token)).toBe(false);
  });
});
