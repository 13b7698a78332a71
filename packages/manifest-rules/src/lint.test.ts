import { externalSecret, toldBy } from './__testUtils__/findings';
import { readManifests } from './input';
import { lint } from './lint';
import { manifestOf } from './manifest';
import { valueAt } from './path';
import { Problem, Rule } from './rule';
import { DEFAULT_RULE_SETTINGS } from './settings';

const manifest = manifestOf(
  externalSecret({
    refreshInterval: '${INTERVAL}',
    target: { template: { data: { a: '{{ .a }}' } } },
  }),
)!;
const rule = (
  code: string,
  path: Problem['path'],
  more: Partial<Problem> = {},
): Rule => ({
  code,
  severity: 'error',
  summary: '',
  check: () => [{ manifest, path, message: code, ...more }],
});

const found = (...rules: Rule[]) =>
  lint(readManifests([manifest], DEFAULT_RULE_SETTINGS), [], rules).map(
    ({ code, severity, path }) => `${severity} ${code} ${path.join('.')}`,
  );

describe('the findings of rules', () => {
  it('have the severity of the rule, or their own', () => {
    expect(
      found(rule('a', ['spec']), rule('b', ['spec'], { severity: 'note' })),
    ).toEqual(['error a spec', 'note b spec']);
  });

  it('are none about a value that another tool fills in, except credentials', () => {
    const path = ['spec', 'refreshInterval'];
    expect(
      found(
        rule('a', path),
        rule('literal-credential', path),
        rule('b', ['spec', 'target', 'template', 'data', 'a']),
        rule('c', ['spec', 'nothing']),
      ),
    ).toEqual([
      'error literal-credential spec.refreshInterval',
      'error b spec.target.template.data.a',
      'error c spec.nothing',
    ]);
  });

  it('leave out what the definition says of a place that a rule has spoken of', () => {
    const path = ['spec', 'x'];
    expect(
      found(
        rule('a', path),
        rule('field-unknown', path),
        rule('field-missing', path),
        rule('field-value-invalid', path),
        rule('field-unknown', ['spec', 'y']),
        rule('b', path),
      ),
    ).toEqual([
      'error a spec.x',
      'error field-unknown spec.y',
      'error b spec.x',
    ]);
  });

  it('leave out the key of an entry that is told as a whole', () => {
    const entry = ['spec', 'dataFrom', 0];
    expect(
      found(
        rule('data-from-invalid', entry),
        rule('field-unknown', [...entry, 'key']),
        rule('field-unknown', [...entry, 'name']),
      ),
    ).toEqual([
      'error data-from-invalid spec.dataFrom.0',
      'error field-unknown spec.dataFrom.0.name',
    ]);
    expect(
      found(
        rule('data-missing', entry),
        rule('field-unknown', [...entry, 'key']),
      ),
    ).toHaveLength(2);
  });

  it('are about one manifest each', () => {
    const other = manifestOf(externalSecret())!;
    expect(
      found(
        rule('a', ['spec']),
        rule('field-unknown', ['spec'], { manifest: other }),
      ),
    ).toHaveLength(2);
  });
});

describe('the value at a place', () => {
  const object = { a: [{ b: 1 }], c: { 0: 'x' } };

  it.each([
    [['a', 0, 'b'], 1],
    [['a', '0', 'b'], 1],
    [['c', 0], 'x'],
    [['a', 1, 'b'], undefined],
    [['c', 'd', 'e'], undefined],
    [[], object],
  ])('is, at %j: %j', (path, value) => {
    expect(valueAt(object, path)).toEqual(value);
  });
});

describe('the rules about what the policies of a hub refuse', () => {
  const refused = (hub: boolean, ...more: object[]) =>
    ['store-refused', 'generator-refused', 'hub-read-directly'].flatMap(code =>
      toldBy(code, {
        objects: [
          {
            apiVersion: 'external-secrets.io/v1',
            kind: 'SecretStore',
            metadata: { name: 'a', namespace: 'shop' },
            spec: { provider: {} },
          },
          {
            apiVersion: 'example.com/v1',
            kind: 'SecretStore',
            metadata: { name: 'a' },
            spec: { provider: { fake: {} } },
          },
          {
            apiVersion: 'example.com/v1',
            kind: 'ECRAuthorizationToken',
            metadata: { name: 'a' },
            spec: {},
          },
          {
            ...externalSecret({
              secretStoreRef: {
                kind: 'ClusterSecretStore',
                name: 'central-secret-store',
              },
            }),
            apiVersion: 'example.com/v1',
          },
          ...more,
        ],
        settings: { hub },
      }),
    );

  it('judge no other group, and not how many providers a store has', () => {
    expect(refused(true)).toEqual([]);
  });

  it('find nothing without a hub', () => {
    const direct = externalSecret({
      secretStoreRef: {
        kind: 'ClusterSecretStore',
        name: 'central-secret-store',
      },
    });
    expect(refused(true, direct)).toHaveLength(1);
    expect(refused(false, direct)).toEqual([]);
  });
});
