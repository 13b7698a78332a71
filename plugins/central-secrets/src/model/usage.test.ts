import { parse } from 'yaml';
import { usagesOf } from './usage';

const kindsOf = (secret: Parameters<typeof usagesOf>[0]) =>
  usagesOf(secret).map(({ kind }) => kind);

const yamlOf = (secret: Parameters<typeof usagesOf>[0], kind: string) =>
  parse(usagesOf(secret).find(usage => usage.kind === kind)!.yaml);

const oauth = {
  name: 'gh-oauth',
  type: 'Opaque',
  keys: ['CLIENT_ID', 'key.pem'],
};

describe('the ways to use a Secret', () => {
  it('are for pulling images only where the type is a registry’s', () => {
    expect(
      kindsOf({
        name: 'registry',
        type: 'kubernetes.io/dockerconfigjson',
        keys: ['.dockerconfigjson'],
      }),
    ).toEqual(['imagePullSecrets', 'key', 'volume']);
    expect(kindsOf(oauth)).toEqual(['envFrom', 'key', 'volume']);
  });

  it('leave out envFrom where no key can name a variable', () => {
    expect(
      kindsOf({ name: 'tls', type: 'kubernetes.io/tls', keys: ['tls.crt'] }),
    ).toEqual(['key', 'volume']);
  });

  it('say which keys envFrom leaves out', () => {
    expect(usagesOf(oauth)[0].skippedKeys).toEqual(['key.pem']);
  });

  it('name each key as it is, and its variable as shells can read it', () => {
    const [{ env }] = yamlOf(oauth, 'key').spec.containers;
    expect(env).toEqual([
      {
        name: 'CLIENT_ID',
        valueFrom: { secretKeyRef: { name: 'gh-oauth', key: 'CLIENT_ID' } },
      },
      {
        name: 'KEY_PEM',
        valueFrom: { secretKeyRef: { name: 'gh-oauth', key: 'key.pem' } },
      },
    ]);
  });

  it('leave a place for the key where the keys are known only at the source', () => {
    const [{ env }] = yamlOf({ ...oauth, keys: null }, 'key').spec.containers;
    expect(env[0].valueFrom.secretKeyRef.key).toBe('KEY');
    expect(usagesOf({ ...oauth, keys: [] })).toEqual(
      usagesOf({ ...oauth, keys: null }),
    );
  });

  it.each([
    ['gh.oauth.v2', 'gh-oauth-v2'],
    [`${'a'.repeat(61)}..b`, 'a'.repeat(61)],
    ['a'.repeat(64), 'a'.repeat(63)],
  ])('name the volume of %s: %s', (name, volume) => {
    const { spec } = yamlOf({ ...oauth, name }, 'volume');
    expect(spec.volumes[0].name).toBe(volume);
  });

  it.each([
    ['id_ed25519', 'ID_ED25519'],
    ['.dockerconfigjson', 'DOCKERCONFIGJSON'],
    ['..a--b..', 'A_B'],
    ['2fa.code', '_2FA_CODE'],
    ['code2', 'CODE2'],
  ])('name the variable of %s: %s', (key, variable) => {
    const [{ env }] = yamlOf({ ...oauth, keys: [key] }, 'key').spec.containers;
    expect(env[0].name).toBe(variable);
  });

  it.each([
    ['CLIENT_ID', true],
    ['_a1', true],
    ['1a', false],
    ['a.b', false],
    ['a b', false],
  ])('take the key %s for a variable of envFrom: %s', (key, isVariable) => {
    const [first] = usagesOf({ ...oauth, keys: [key, 'OTHER'] });
    expect(first.skippedKeys).toEqual(isVariable ? [] : [key]);
  });

  it('leave out no key where each has a place of its own', () => {
    expect(
      usagesOf(oauth).map(({ kind, skippedKeys }) => [kind, skippedKeys]),
    ).toEqual([
      ['envFrom', ['key.pem']],
      ['key', []],
      ['volume', []],
    ]);
  });

  it('are complete pod templates', () => {
    const registry = { ...oauth, type: 'kubernetes.io/dockercfg' };
    expect(yamlOf(registry, 'imagePullSecrets')).toEqual({
      spec: { imagePullSecrets: [{ name: 'gh-oauth' }] },
    });
    expect(yamlOf(oauth, 'envFrom')).toEqual({
      spec: {
        containers: [
          { name: 'app', envFrom: [{ secretRef: { name: 'gh-oauth' } }] },
        ],
      },
    });
    expect(yamlOf({ ...oauth, name: 'gh.oauth' }, 'volume')).toEqual({
      spec: {
        containers: [
          {
            name: 'app',
            volumeMounts: [
              {
                name: 'gh-oauth',
                mountPath: '/etc/secrets/gh.oauth',
                readOnly: true,
              },
            ],
          },
        ],
        volumes: [{ name: 'gh-oauth', secret: { secretName: 'gh.oauth' } }],
      },
    });
  });

  it('give a volume a name that Kubernetes takes, whatever the Secret is called', () => {
    const name = `${'long.'.repeat(20)}name`;
    const { spec } = yamlOf({ ...oauth, name }, 'volume');
    expect(spec.volumes[0].secret.secretName).toBe(name);
    expect(spec.volumes[0].name).toMatch(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    );
    expect(spec.containers[0].volumeMounts[0].name).toBe(spec.volumes[0].name);
  });
});
