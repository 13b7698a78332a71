import {
  clusterStore,
  externalSecret,
  Given,
  toldBy,
} from '../__testUtils__/findings';

const CODE = 'literal-credential';
const PASSWORD_URL = 'https://me:hunter-2-hunter@example.com';
const secret = (fields: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a' },
  ...fields,
});
const encoded = (text: string) => Buffer.from(text).toString('base64');
const told = (...objects: Given['objects']) => toldBy(CODE, { objects });
const places = (...objects: Given['objects']) =>
  told(...objects).map(each => each.split(' ')[1]);

describe('the values of a Secret in a manifest', () => {
  it.each([
    ['password', 'hunter-2-hunter'],
    ['password', 12],
    ['password', true],
    ['config', 'user=me password=abc'],
    ['url', PASSWORD_URL],
    ['my-url', 'example.com/path'],
    ['password', 'https://me@example.com'],
    ['password', '1234567'],
    ['password', 'changeme2'],
    ['password', 'a $TOKEN'],
    ['password', '$TOKEN b'],
    ['password', 'xyour-token'],
    ['password', 'your-token-1'],
    ['password', 'xreplace-me'],
    ['password', '12-fake'],
    ['password', 'fake:hunter'],
    ['password', '1-xxxxa'],
    ['password', 'xxxxa1'],
    ['password', 'xxxa'],
    ['password', 'x/secrets/key.json'],
    ['password', '/secrets/key.json!'],
    ['password', '/secrets/key.j'],
    ['password', '/secrets/key.jsonet'],
    ['password', '----- BEGIN -----'],
  ])('are told: %s: %j', (key, value) => {
    expect(places(secret({ stringData: { [key]: value } }))).toEqual([
      `stringData.${key}:`,
    ]);
  });

  it.each([
    ...['url', 'URI', 'name', 'namespace', 'type', 'project', 'projects'],
    ...['server', 'servers', 'host', 'hostname', 'port', 'region', 'bucket'],
    ...['bucketname', 'endpoint', 'username', 'user', 'email', 'issuer'],
    ...['enableOidc', 'enabled', 'insecure', 'tlsClientInsecure', 'database'],
    ...['database-host', 'database_user', 'databaseKind', 'db', 'db-name'],
    ...['dbHost', 'enable', 'tlsInsecure'],
    ...['tls.crt', 'ca.pem', 'root.crt', 'ca', 'ca-cert', 'ca_bundle'],
    ...['kubernetes_sd', 'githubAppID', 'githubAppInstallationID', 'app-id'],
    ...['appId', 'client_id', 'clientId'],
  ])('may be whatever is no credential under %s', key => {
    expect(told(secret({ stringData: { [key]: 'anything else' } }))).toEqual(
      [],
    );
    expect(told(secret({ stringData: { [key]: 5 } }))).toEqual([]);
    expect(
      told(secret({ stringData: { [`x${key}`]: 'anything else' } })),
    ).toHaveLength(1);
    expect(
      told(secret({ stringData: { [`${key}.x`]: 'anything else' } })),
    ).toHaveLength(1);
  });

  it.each([
    ...['', 'true', 'FALSE', 'null', 'none', 'yes', 'no', 'unused', 'n/a'],
    ...['dummy', 'placeholder', 'changeme', 'change-me', 'todo', '1', '123456'],
    ...['http://example.com', 'https://a/b?c', 'ssh://a', 'git://a', 'oci://a'],
    ...['<TOKEN>', '${TOKEN}', 'a <path:kv/data#x> b', 'x op://a/b'],
    ...['x ref+vault://a', ' $TOKEN ', '$A_1', 'x {{ .a }}', 'x {% a %}', '  '],
    ...['your--token', 'insert . it', 'replaceme', 'change_this', 'replace it'],
    ...['replaceit-at-some-time', 'change-me--later', 're-place-it'],
    ...['fake', 'no-auth', 'my-own-example-1', 'not-used_2', 'xxxxa'],
    ...['/etc/secrets/key.sh', '/a/b.props', '----- <key> -----'],
    ...['-----<key>-----', '-----\n\n<a key>\n\n-----', 'a {{ b'],
  ])('may be %j, which is no credential', value => {
    expect(told(secret({ stringData: { password: value } }))).toEqual([]);
  });

  it.each([
    [encoded('changeme'), 0],
    [encoded(' true\n'), 0],
    [encoded('<TOKEN>'), 0],
    ['${TOKEN}', 0],
    [encoded('hunter-2'), 1],
    ['changeme', 1],
  ])('are read as base64 below data: %s', (value, count) => {
    expect(told(secret({ data: { password: value } }))).toHaveLength(count);
  });

  it('may be missing', () => {
    expect(told(secret({ stringData: { password: null } }))).toEqual([]);
    expect(told(secret({ data: null }))).toEqual([]);
  });

  it('are told once for each field, at the first of them', () => {
    expect(
      places(
        secret({
          data: { a: encoded('true'), b: encoded('hunter'), c: encoded('x1x') },
          stringData: { d: 'none', e: 'hunter', f: 'hunter' },
        }),
      ),
    ).toEqual(['data.b:', 'stringData.e:']);
  });

  it.each([
    ['encrypted by SOPS', secret({ stringData: { a: 'b' }, sops: {} })],
    [
      'of another kind',
      { ...secret({ stringData: { a: 'b' } }), kind: 'Thing' },
    ],
    [
      'of another group',
      { ...secret({ stringData: { a: 'b' } }), apiVersion: 'example.com/v1' },
    ],
  ])('are not looked for, where the object is %s', (_case, object) => {
    expect(told(object)).toEqual([]);
  });

  it('are not encrypted by a mark that is no record', () => {
    expect(told(secret({ stringData: { a: 'b' }, sops: null }))).toHaveLength(
      1,
    );
    expect(told(secret({ stringData: { a: 'b' }, sops: 'x' }))).toHaveLength(1);
  });

  it.each(['password', 'url'])(
    'are told once, where the text of %s is one that is known, too',
    key => {
      expect(told(secret({ stringData: { [key]: PASSWORD_URL } }))).toEqual([
        expect.stringContaining("a Secret's values stand in the manifest"),
      ]);
    },
  );
});

describe('a text that is a credential on its own', () => {
  const holder = (fields: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    ...fields,
  });

  it('is found in lists and maps, and named by its place', () => {
    expect(
      places(holder({ data: { a: [{ b: 'x' }, { c: [PASSWORD_URL] }] } })),
    ).toEqual(['data.a.1.c.0:']);
  });

  it('is found once where an object is in several places, or within itself', () => {
    const shared: Record<string, unknown> = { url: PASSWORD_URL };
    shared.self = shared;
    expect(places(holder({ a: shared, b: shared, c: null }))).toEqual([
      'a.url:',
    ]);
  });

  it('is an example in the documentation of a kind', () => {
    const definition = holder({ spec: { description: PASSWORD_URL } });
    expect(told({ ...definition, kind: 'CustomResourceDefinition' })).toEqual(
      [],
    );
    expect(told(definition)).toHaveLength(1);
  });
});

describe('a credential in a template', () => {
  const template = (data: object, metadata: object = {}) =>
    externalSecret({ target: { template: { data, metadata } } });

  it.each([
    ['password', 'hunter', true],
    ['password', ' changeme ', false],
    ['password', '<TOKEN>', false],
    ['password', 'x-${TOKEN}', false],
    ['greeting', 'hunter', false],
  ])('is told: %s: %j: %s', (key, text, isTold) => {
    expect(told(template({ [key]: text }))).toHaveLength(isTold ? 1 : 0);
    expect(told(template({}, { annotations: { [key]: text } }))).toEqual([]);
  });
});

describe('the values of a Secret outside of a hub', () => {
  const outside = (key: string, value: string) =>
    toldBy(CODE, {
      objects: [secret({ stringData: { [key]: value } })],
      settings: { hub: false },
    });

  it.each([
    ['GF_DATABASE_TYPE', 'postgres'],
    ['AUTHENTIK_LOG_LEVEL', 'info'],
    ['config', 'retries: 3'],
    ['config', 'password: 12345'],
    ['config', 'password: my own'],
    ['config', 'our token = key ring'],
    ['config', 'password-less: true'],
    ['HASH', 'q83hGdk2LsdH7as'],
    ['HASH', 'qwertyGdkLsdHzask'],
    ['HASH', 'Q83HGDK2LSDH7ASK2K'],
    ['HASH', 'q83hgdk2lsdh7ask2k'],
    ['HASH', 'is q83hGdk2LsdH7ask2K'],
    ['HASH', 'q83hGdk2LsdH7ask2K it is'],
    ['client-secret', 'REPLACE_WITH_CLIENT_SECRET'],
    ['token', 'your-token-here'],
    ['token', 'change-me-later'],
    ['password', '/secrets/key.json'],
    ['password', 'fake-dev-db-pw'],
    ['api-key', 'gateway-noauth'],
    ['token', 'XXXXXXS'],
    [
      'tls.key',
      '-----BEGIN PRIVATE KEY-----\n<your-key>\n-----END PRIVATE KEY-----',
    ],
  ])('are settings, or stand in for one: %s: %s', (key, value) => {
    expect(outside(key, value)).toEqual([]);
  });

  it.each([
    ['DB_PASSWORD', 'hunter'],
    ['config', 'user: me\npassword: hunter2'],
    ['SIGNING', 'q83hGdk2LsdH7ask2K'],
    ['config', 'password=hunter'],
    ['config', 'token :hunter'],
    ['config', '{"password":"hunter"}'],
    ['config', "secret: 'hunter'"],
    ['SIGNING', 'q83hGdk2LsdH7ask'],
    ['SIGNING', 'qwertGdkxLsdHzask2'],
    ['url', PASSWORD_URL],
    ['token', 'replace1with2'],
  ])('are told, where they look like a credential: %s', (key, value) => {
    expect(outside(key, value)).toHaveLength(1);
  });

  it('are read as base64 below data', () => {
    expect(
      toldBy(CODE, {
        objects: [secret({ data: { config: encoded(PASSWORD_URL) } })],
        settings: { hub: false },
      }),
    ).toHaveLength(1);
  });
});

describe('the values of the fake provider', () => {
  it('are told, each one', () => {
    const data = [{ key: 'a' }, { key: 'b', value: 'x' }, { value: 'y' }];
    expect(places(clusterStore({ provider: { fake: { data } } }))).toEqual([
      'spec.provider.fake.data.1.value:',
      'spec.provider.fake.data.2.value:',
    ]);
  });

  it('are for tests outside of a hub, unless one looks like a credential', () => {
    const data = [{ value: 'HELLO1' }, { value: 'q83hGdk2LsdH7ask2K' }];
    expect(
      toldBy(CODE, {
        objects: [clusterStore({ provider: { fake: { data } } })],
        settings: { hub: false },
      }),
    ).toEqual([
      expect.stringMatching(/^error spec\.provider\.fake\.data\.1\.value:/),
    ]);
  });
});

describe('a credential in a file without an object of the operator', () => {
  const given = (hub: boolean, isBystander: boolean): Given => ({
    objects: [secret({ stringData: { password: 'hunter' } })],
    settings: { hub },
    origins: { isBystander: () => isBystander },
  });

  it.each([
    [false, true, 'note'],
    [false, false, 'error'],
    [true, true, 'error'],
  ])(
    'fails no run outside of a hub (hub: %s, bystander: %s)',
    (hub, isBystander, severity) => {
      expect(toldBy(CODE, given(hub, isBystander))).toEqual([
        expect.stringMatching(new RegExp(`^${severity} `)),
      ]);
    },
  );
});
