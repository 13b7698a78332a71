import {
  actionsOf,
  keyExpression,
  readsAllKeys,
  wordsOf,
} from './templateText';

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

describe('readsAllKeys', () => {
  it.each([
    '{{ .a }} and {{- .b | upper -}}',
    '{{ printf "%s .c . " .a (index . "tls.crt") }}',
    '{{ if .a }}{{ $.b }}{{ end }}',
    '{{ get $ "a" }}{{ dig $. "b" }}{{ index  .  "c" }}',
    '{{ printf `.` }}{{ printf "\\" . " }}',
    '{{ printf `a . b` }}',
    '{{ $x }}',
    'no action . ',
  ])('is not the case for %s', text => {
    expect(readsAllKeys(text)).toBe(false);
  });

  it.each([
    '{{ toJson . }}',
    '{{ range $k, $v := . }}{{ $v }}{{ end }}',
    '{{ . }}',
    '{{ $ }}',
    '{{ toJson $. }}',
    '{{ (.) }}',
    '{{ (toJson .) }}',
    '{{ .|toJson }}',
    '{{ upper "a"|print . }}',
    '{{ toJson $ | upper }}',
    '{{ .a }}{{ print $| upper }}',
    '{{ (print $) }}',
    '{{ reindex . "a" }}',
    '{{ index . .a }}',
  ])('is the case for %s', text => {
    expect(readsAllKeys(text)).toBe(true);
  });
});

describe('actionsOf', () => {
  it('finds actions without the marks that trim', () => {
    expect(actionsOf('a {{- .b -}} {{ .c }} {{ .d')).toEqual(['.b', '.c']);
    expect(actionsOf('{{ index . "a-b" }}')).toEqual(['index . "a-b"']);
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
    expect(wordsOf('printf `a lower b` .c')).toEqual(['printf']);
    expect(wordsOf('/* lower */ upper "a" /* env')).toEqual(['upper']);
  });
});
