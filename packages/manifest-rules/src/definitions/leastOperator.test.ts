import { definitionFor, Part, partOf } from './definitions';
import { leastOperatorOf, leastReleaseOf } from './leastOperator';

const V1 = 'external-secrets.io/v1';

/** The schema that a definition is a part of, as OpenAPI has it. */
function schemaOf({ properties, items, values }: Part): object {
  return {
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).map(([field, number]) => [
        field,
        schemaOf(partOf(number)),
      ]),
    ),
    ...(items === undefined ? {} : { items: schemaOf(partOf(items)) }),
    ...(values === undefined
      ? {}
      : { additionalProperties: schemaOf(partOf(values)) }),
  };
}

const served = (kind: string, operator: string) =>
  schemaOf(definitionFor(V1, kind, operator)!.root);

describe('the least operator of a served definition', () => {
  it.each(['0.16', '0.20', '1.2', '2.3', '2.9'])(
    'is not newer than the operator, here %s',
    operator => {
      const least = leastOperatorOf(
        V1,
        'ClusterSecretStore',
        served('ClusterSecretStore', operator),
      )!;
      const [major, minor] = least.split('.').map(Number);
      const [ownMajor, ownMinor] = operator.split('.').map(Number);
      expect(major * 100 + minor).toBeLessThanOrEqual(
        ownMajor * 100 + ownMinor,
      );
    },
  );

  it('is the one that brought a field', () => {
    expect(
      leastOperatorOf(V1, 'ExternalSecret', served('ExternalSecret', '2.7')),
    ).toBe('2.7');
    expect(
      leastOperatorOf(V1, 'ExternalSecret', {
        properties: { refreshInterval: {}, syncWindows: {} },
      }),
    ).toBe('2.7');
  });

  it('is the one that brought a field within a list', () => {
    const fields = (...names: string[]) => ({
      items: {
        properties: {
          remoteRef: {
            properties: Object.fromEntries(names.map(name => [name, {}])),
          },
        },
      },
    });
    const least = (...names: string[]) =>
      leastOperatorOf(V1, 'ExternalSecret', {
        properties: { data: fields(...names) },
      });
    expect(least('key')).toBe('0.16');
    expect(least('key', 'nullBytePolicy')).toBe('2.3');
  });

  it.each([undefined, {}, { properties: { nothing: {} } }])(
    'is not known from %j',
    spec => {
      expect(leastOperatorOf(V1, 'ExternalSecret', spec)).toBeUndefined();
    },
  );
});

describe('leastReleaseOf', () => {
  const schema = (kind: string, spec: object) => ({
    'x-kubernetes-group-version-kind': [{ kind }],
    properties: { spec: { properties: spec } },
  });

  it('is the newest release that any kind needs at least', () => {
    const schemas = {
      a: schema('ClusterExternalSecret', { externalSecretName: {} }),
      b: schema('ExternalSecret', { syncWindows: {} }),
      c: schema('Other', { anything: {} }),
    };
    expect(leastReleaseOf({ components: { schemas } })).toEqual({
      version: '2.7',
      atLeast: true,
    });
  });

  it.each([undefined, null, 'text', {}, { components: { schemas: [] } }])(
    'is not known of %j',
    document => {
      expect(leastReleaseOf(document)).toBeUndefined();
    },
  );
});
