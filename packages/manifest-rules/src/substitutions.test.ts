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
  ])('takes %s for what another tool fills in', text => {
    expect(isSubstituted(text)).toBe(true);
  });

  it.each(['a-db', 'price: 5$', '^(.*)$', '$1_shop', 'a < b', 'x@example.com'])(
    'takes %s as it is',
    text => expect(isSubstituted(text)).toBe(false),
  );
});

describe('isUnfinishedTemplate', () => {
  it('tells an action with a substitution from an action beside one', () => {
    expect(isUnfinishedTemplate('{{ .a_${CLUSTER}_b }}')).toBe(true);
    expect(isUnfinishedTemplate('{{ .a }} ${CLUSTER}')).toBe(false);
  });
});
