import {
  externalSecret,
  fetched,
  Given,
  toldBy,
} from '../__testUtils__/findings';

const one = (...objects: Given['objects']): Given => ({ objects });
const withTemplate = (template: object, spec: object = {}) =>
  externalSecret({ target: { template }, ...spec });
const made = (data: object, more: object = {}) =>
  withTemplate({ data, ...more });

describe('the rules about the texts of templates', () => {
  it.each<[string, object, string[]]>([
    ['a key that is read', { data: { x: '{{ .a }}{{ .b }}' } }, []],
    ['a key that is not read', { data: { x: '{{ .a }}' } }, ['b']],
    ['no template', {}, []],
    ['a template without data', { data: {} }, []],
    [
      'a template that adds to all',
      { data: { x: '' }, mergePolicy: 'Merge' },
      [],
    ],
    [
      'a label that reads it',
      { data: { x: '{{ .a }}' }, metadata: { labels: { y: '{{ .b }}' } } },
      [],
    ],
    [
      'an annotation that reads it',
      { data: { x: '{{ .a }}' }, metadata: { annotations: { y: '{{ .b }}' } } },
      [],
    ],
    [
      'a literal that reads it',
      { data: { x: '{{ .a }}' }, templateFrom: [{ literal: '{{ .b }}' }] },
      [],
    ],
    [
      'a literal that does not',
      { data: { x: '{{ .a }}' }, templateFrom: [{ literal: 'x: y' }] },
      ['b'],
    ],
    [
      'a template that is elsewhere',
      { data: { x: '{{ .a }}' }, templateFrom: [{ configMap: {} }] },
      [],
    ],
    ['a template that is not complete', { data: { x: '{{ .${A} }}' } }, []],
    [
      'a loop over all keys',
      { data: { x: '{{ range $k, $v := . }}{{ end }}' } },
      [],
    ],
    [
      'a loop over all keys beside a text that names one',
      { data: { x: '{{ .a }}', y: '{{ range $k, $v := . }}{{ end }}' } },
      [],
    ],
    [
      'a name in a way that is not known',
      { data: { x: '{{ .a }}{{ $m.a_b }}' } },
      [],
    ],
    ['a value that is no text', { data: { x: '{{ .a }}', y: 5 } }, ['b']],
  ])('fetched-unused looks for %s', (_what, template, unread) => {
    const told = toldBy(
      'fetched-unused',
      one(withTemplate(template, { data: [{}, fetched('a'), fetched('b')] })),
    );
    expect(told.map(each => each.split(' ').slice(1, 3))).toEqual(
      unread.map(key => ['spec.data.2.secretKey:', key]),
    );
  });

  it.each<[string, boolean, string | undefined]>([
    [
      '{"password": "{{ .password }}"}',
      false,
      'write {{ .password | toJson }} without quotes around it',
    ],
    [
      '{"password": "{{ .password }}", "a": "{{ .a }}"}',
      false,
      'write {{ .password | toJson }} without quotes around it',
    ],
    [
      '{"password": "{{ .password }}", "token": "{{ .token }}"}',
      false,
      'write {{ .password | toJson }}, {{ .token | toJson }} without quotes around them',
    ],
    [
      '{"password": "x-{{ .password }}"}',
      false,
      'put such a text together with printf',
    ],
    [
      '{"password": "x-{{ .password }}", "token": "{{ .token }}"}',
      false,
      'put such a text together with printf',
    ],
    ['{"password": "{{ index . "password" }}"}', false, undefined],
    ['{"a": "{{ .a }}"}', false, undefined],
    [
      '{"a": "{{ .a }}"}',
      true,
      'write {{ .a | toJson }} without quotes around it',
    ],
    ['password: "{{ .password }}"', false, undefined],
    ['{"password": {{ .password | toJson }}}', true, undefined],
  ])('json-value-unquoted judges %s', (text, isJsonKey, advice) => {
    const key = isJsonKey ? '.dockercfg' : 'config';
    const told = toldBy('json-value-unquoted', one(made({ [key]: text })));
    expect(told.map(each => each.includes(`${advice}`))).toEqual(
      advice === undefined ? [] : [true],
    );
    const metadata = { annotations: { [key]: text } };
    expect(
      toldBy('json-value-unquoted', one(withTemplate({ metadata }))),
    ).toEqual([]);
  });

  const NO_AUTHS = 'it has no "auths"';
  const NO_LOGIN =
    'a registry has neither "auth" nor "username" and "password"';
  it.each<[string, string | undefined]>([
    ['{"auths": {"a": {"auth": "x"}}}', undefined],
    ['{"auths": {"a": {"identitytoken": "x"}}}', undefined],
    ['{"auths": {"a": {"username": "x", "password": "y"}}}', undefined],
    ['{"auths": {}}', undefined],
    ['{{ .config }}', undefined],
    ['{"auths": {"a": {"password": "y"}}}', NO_LOGIN],
    ['{"auths": {"a": {"username": "y"}}}', NO_LOGIN],
    ['{"auths": {"a": {"auth": "x"}, "b": {}}}', NO_LOGIN],
    ['{"auths": null}', NO_AUTHS],
    ['{"auths": []}', NO_AUTHS],
    ['{"auths": "x"}', NO_AUTHS],
  ])('registry-login-invalid judges %s', (text, problem) => {
    const type = 'kubernetes.io/dockerconfigjson';
    const key = '.dockerconfigjson';
    const told = (template: object) =>
      toldBy('registry-login-invalid', one(withTemplate(template)));
    expect(
      told({ type, data: { [key]: text } }).map(each =>
        each.includes(`because ${problem}: write`),
      ),
    ).toEqual(problem === undefined ? [] : [true]);
    expect(told({ data: { [key]: text } })).toEqual([]);
    expect(told({ type, data: { other: text } })).toEqual([]);
    expect(told({ type, metadata: { annotations: { [key]: text } } })).toEqual(
      [],
    );
  });
});
