import { isSubstituted, isUnfinishedTemplate } from './substitutions';

describe('isSubstituted', () => {
  it.each([
    '${APP}-db',
    'a-$(NAME)',
    '{{ .Release.Name }}-db',
    '{% if a %}',
    '<path:kv/data/a#b>',
    '<TOKEN>',
    'op://vault/item/field',
    'ref+vault://kv/a#b',
    'ENC[AES256_GCM,data:AAAA]',
    '$CLUSTER-a',
    '__TEAM__-a',
    '@TEAM@-a',
  ])('takes %s for what another tool fills in', text => {
    expect(isSubstituted(text)).toBe(true);
  });

  it.each([
    'a-db',
    'price: 5$',
    '^(.*)$',
    '$1_shop',
    'a < b',
    'x@example.com',
    'a__b__',
    'a@b@c',
    // They are schemes only at the beginning.
    'see op://vault/item',
    'my-ref+vault',
    'the ENC[ of it',
  ])('takes %s as it is', text => expect(isSubstituted(text)).toBe(false));
});

describe('isUnfinishedTemplate', () => {
  it('tells an action with a substitution from an action beside one', () => {
    expect(isUnfinishedTemplate('{{ .a_${CLUSTER}_b }}')).toBe(true);
    expect(isUnfinishedTemplate('{{ .a }} ${CLUSTER}')).toBe(false);
    expect(isUnfinishedTemplate('{{ .<CLUSTER_A1> }}')).toBe(true);
    expect(isUnfinishedTemplate('{{ .a }} <CLUSTER>')).toBe(false);
  });
});
