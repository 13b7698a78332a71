import { asJson, unsafeActions } from './templateJson';

const VALUE = 'central-secrets-value';

describe('a template as JSON', () => {
  it.each([
    ['{"a": "{{ .a }}"}', { a: VALUE }],
    ['{"a": "x-{{ .a }}-{{- .b -}}"}', { a: `x-${VALUE}-${VALUE}` }],
    ['{"a": {{ .a | toJson }}}', { a: VALUE }],
    ['{"{{ .a }}": 1}', { [VALUE]: 1 }],
    ['{"a\\"": {{ .a }}}', { 'a"': VALUE }],
    ['{{/* a */}}{"a": 1}', { a: 1 }],
    ['{{ $x := .a }}{{ $x = .b }}{"a": 1}', { a: 1 }],
    ['{"a": {{ $x }}}', { a: VALUE }],
    ['{"a": {{\n.a\n}}}', { a: VALUE }],
    ['[{{ ifx }}]', [VALUE]],
    ['{"a": {{ print "/*" .a }}}', { a: VALUE }],
    ['{"a": {{ print "$x = " .a }}}', { a: VALUE }],
  ])('is %s', (text, json) => {
    expect(asJson(text)).toEqual(json);
  });

  it.each([
    ...['{{ .a }}', '"{{ .a }}"', 'null', '5', 'a: {{ .a }}', '{"a": }'],
    ...['if', 'else', 'end', 'range', 'with', 'define', 'block', 'template']
      .concat('break', 'continue')
      .map(word => `{"a": "{{ ${word} .a }}"}`),
    ...['{"a": "{{- range .a }}"}'],
  ])('is none: %s', text => {
    expect(asJson(text)).toBeUndefined();
  });

  it('is not looked for in a text beyond measure', () => {
    const text = (length: number) => `{"a": 1}`.padEnd(length);
    expect(asJson(text(16 * 1024))).toEqual({ a: 1 });
    expect(asJson(text(16 * 1024 + 1))).toBeUndefined();
    const unsafe = '{"a": "{{ .a }}"}';
    expect(unsafeActions(unsafe.padEnd(16 * 1024))).toHaveLength(1);
    expect(unsafeActions(unsafe.padEnd(16 * 1024 + 1))).toEqual([]);
  });
});

describe('the actions that may break a text of JSON', () => {
  it.each([
    ['{"a": "{{ .a }}"}', ['.a']],
    ['{"a": "{{ .a }}-{{- .b | upper -}}"}', ['.a', '.b | upper']],
    ['{"a": {{ .a }}}', []],
    ['{"{{ .a }}": "{{ .b }}"}', ['.b']],
    ['{"x-{{ .a }}-y" : 1}', []],
    ['{"a\\"{{ .a }}": 1, "b": "{{ .c }}"}', ['.c']],
    ['{"a": "{{ upper "x" }}"}', []],
    ['{"a": "{{ $x := .a }}"}', []],
    ['{"a": "{{ .a | toJson | upper }}"}', ['.a | toJson | upper']],
  ])('are, of %s: %j', (text, actions) => {
    expect(unsafeActions(text)).toEqual(actions);
  });

  it.each([
    ...['b64enc', 'b32enc', 'sha1sum', 'sha256sum', 'sha512sum', 'htpasswd'],
    ...['bcrypt', 'urlquery', 'len', 'int', 'int64', 'float64', 'toJson'],
    ...['toRawJson', 'js', 'json', 'quote', 'squote'],
  ])('are none with %s at their end', name => {
    expect(unsafeActions(`{"a": "{{ .a | ${name} }}"}`)).toEqual([]);
    expect(unsafeActions(`{"a": "{{ ${name} .a }}"}`)).toEqual([]);
    expect(unsafeActions(`{"a": "{{ .a | x${name} }}"}`)).toHaveLength(1);
  });
});
