import { distribution, externalSecret } from './__testUtils__/findings';
import { readManifests } from './input';
import { manifestOf } from './manifest';
import { DEFAULT_RULE_SETTINGS } from './settings';

const templatesIn = (object: object) =>
  readManifests([manifestOf(object)!], DEFAULT_RULE_SETTINGS).templates;
const within = (template: object, spec: object = {}) =>
  templatesIn(externalSecret({ target: { template }, ...spec }));

describe('the templates of an ExternalSecret', () => {
  it('stand in data, labels, annotations and literals', () => {
    const template = {
      data: { a: '{{ .x }}', b: 5 },
      metadata: { labels: { c: '1' }, annotations: { d: '2' } },
      templateFrom: [
        { configMap: {} },
        { literal: '' },
        { literal: 'e: {{ .x }}' },
      ],
    };
    expect(
      within(template).map(({ path, template: { name, text, accept } }) => [
        path.slice(3).join('.'),
        name,
        text,
        accept,
      ]),
    ).toEqual([
      ['data.a', 'a', '{{ .x }}', ''],
      ['metadata.labels.c', 'c', '1', ''],
      ['metadata.annotations.d', 'd', '2', ''],
      ['templateFrom.2.literal', 'literal', 'e: {{ .x }}', 'map'],
    ]);
  });

  it('are none of which another tool has yet to write a part', () => {
    expect(
      within({
        data: { a: '{{ .${A} }}' },
        templateFrom: [{ literal: '{{ .${A} }}' }],
      }),
    ).toEqual([]);
  });

  it('stand below the specification of a distribution', () => {
    const [{ path }] = templatesIn(
      distribution({ target: { template: { data: { a: 'x' } } } }),
    );
    expect(path).toEqual([
      ...['spec', 'externalSecretSpec', 'target', 'template', 'data', 'a'],
    ]);
  });

  it.each([
    [{ data: [{ secretKey: 'x' }, {}, { secretKey: 'y' }] }, ['x', 'y'], false],
    [{ dataFrom: [{ extract: { key: 'a' } }] }, [], true],
    [{}, [], false],
  ])('read the keys that are fetched: %j', (spec, keys, open) => {
    expect(within({ data: { a: '' } }, spec)[0].template).toMatchObject({
      keys,
      open,
    });
  });

  it.each([
    ['kubernetes.io/dockerconfigjson', '.dockerconfigjson', 'json'],
    ['kubernetes.io/dockercfg', '.dockercfg', 'json'],
    ['kubernetes.io/tls', 'tls.crt', 'pem'],
    ['kubernetes.io/tls', 'tls.key', 'pem'],
    ['kubernetes.io/tls', 'ca.crt', ''],
    ['kubernetes.io/ssh-auth', 'ssh-privatekey', 'pem'],
    ['kubernetes.io/basic-auth', 'password', ''],
    ['toString', 'name', ''],
    [undefined, '.dockerconfigjson', ''],
  ])('make, for the type %s and the key %s: %s', (type, key, form) => {
    const [{ template }] = within({ type, data: { [key]: 'x' } });
    expect(template.accept).toBe(form);
  });
});
