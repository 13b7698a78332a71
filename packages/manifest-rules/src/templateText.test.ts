import { actionsOf, keyExpression, readKeysOf, wordsOf } from './templateText';

describe('keyExpression', () => {
  it.each([
    ['token', '.token'],
    ['tls-key', 'index . "tls-key"'],
    ['tls.crt', 'index . "tls.crt"'],
    ['1st', 'index . "1st"'],
  ])('reads the key %s by %s', (key, expression) => {
    expect(keyExpression(key)).toBe(expression);
  });
});

describe('readKeysOf', () => {
  it.each([
    ['{{ .a }} and {{- .b | upper -}}', ['a', 'b']],
    ['{{ printf "%s .c" .a (index . "tls.crt") }}', ['a', 'tls.crt']],
    ['{{ if .a }}{{ $.b }}{{ end }}', ['a', 'b']],
    ['no action .a', []],
  ])('finds what %s reads', (text, keys) => {
    expect([...readKeysOf(text)!].sort()).toEqual([...keys].sort());
  });

  it.each([
    '{{ toJson . }}',
    '{{ range $k, $v := . }}{{ $v }}{{ end }}',
    '{{ . }}',
  ])('cannot follow %s', text => expect(readKeysOf(text)).toBeUndefined());
});

describe('actionsOf', () => {
  it('finds actions without the marks that trim', () => {
    expect(actionsOf('a {{- .b -}} {{ .c }} {{ .d')).toEqual(['.b', '.c']);
  });

  it('takes no longer for many beginnings without an end', () => {
    expect(actionsOf('{{'.repeat(5 * 1024 * 1024))).toEqual([]);
  });
});

describe('wordsOf', () => {
  it('passes over keys, variables and texts', () => {
    expect(
      actionsOf('{{ fail "env" | upper .lower $x }}').flatMap(wordsOf),
    ).toEqual(['fail', 'upper']);
  });
});
