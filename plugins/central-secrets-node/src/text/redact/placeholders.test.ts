import { beginsLikePlaceholder, isPlaceholder } from './placeholders';

describe('isPlaceholder', () => {
  it.each([
    '<TOKEN>',
    '<your token>',
    '${TOKEN}',
    '$(TOKEN)',
    '{{ .token }}',
    '{{ .a }}\n{{ .b }}',
    'ENC[AES256_GCM,data:x]',
    'enc[x]',
    'op://vault/item/field',
    'ref+vault://path#key',
    '***',
    'xxxxxx',
    'XXX',
    ' <TOKEN> ',
  ])('holds for %j', value => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each([
    'token',
    '<>',
    '<a<b>',
    'a <TOKEN>',
    '<TOKEN> a',
    '${}',
    '${a{b}}',
    '$()',
    '$(a(b))',
    '{{ .token }',
    'ENC[x',
    'op://',
    'op://a b',
    'ref+',
    'ref+a b',
    '**',
    'xx',
    'xxxy',
    '',
  ])('does not hold for %j', value => {
    expect(isPlaceholder(value)).toBe(false);
  });
});

describe('beginsLikePlaceholder', () => {
  it.each(['<TOKEN>', '<>', '${TOKEN', '$(TOKEN', '%{TOKEN', '%(TOKEN', '{{'])(
    'holds for %j',
    value => {
      expect(beginsLikePlaceholder(value)).toBe(true);
    },
  );

  it.each(['<TOKEN', '<a>b', '<a<b>', '$TOKEN', '{TOKEN', 'x${a}', 'x<a>', ''])(
    'does not hold for %j',
    value => {
      expect(beginsLikePlaceholder(value)).toBe(false);
    },
  );
});
