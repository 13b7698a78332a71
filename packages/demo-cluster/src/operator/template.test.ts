import { renderTemplate } from './template';

describe('renderTemplate', () => {
  const render = (text: string) =>
    renderTemplate('x', text, { username: 'ada', token: 'demo-only' });

  it.each([
    ['plain text', 'plain text'],
    ['{{ .username }}-{{.token}}', 'ada-demo-only'],
    ['{{ printf "%s:%s" .username .token | b64enc }}', 'YWRhOmRlbW8tb25seQ=='],
    ['{{ .token | b64enc | b64dec }}', 'demo-only'],
    ['{{ "a | b" }}', 'a | b'],
    [
      String.raw`{"user":{{ "a\"b\\<&>" | toJson }}}`,
      String.raw`{"user":"a\"b\\\u003c\u0026\u003e"}`,
    ],
    ['{"auths":{"ghcr.io":{"username":"{{ .username }}"}}}', undefined],
  ])('fills in %s', (text, expected) => {
    expect(render(text)).toBe(expected ?? text.replace(/\{\{.*?\}\}/, 'ada'));
  });

  it('says where in a longer text a key is missing', () => {
    expect(() => render('one\n  two: {{ .nope }}')).toThrow(
      'template: x:2:10: executing "x" at <.nope>: map has no entry for key "nope"',
    );
  });

  it('says where an action is not closed', () => {
    expect(() => render('{{ .token }}\n{{ .token')).toThrow(
      'template: x:2: unclosed action',
    );
  });

  it('knows no key of objects in general', () => {
    expect(() => render('{{ .constructor }}')).toThrow(
      'map has no entry for key "constructor"',
    );
    expect(() => render('{{ constructor }}')).toThrow(
      'function "constructor" not defined',
    );
  });
});
