import {
  Manifest,
  manifestOf,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** Only these fields, and only where they are there. */
function only(object: unknown, keys: readonly string[]): Fields {
  const fields = fieldsOf(object);
  return Object.fromEntries(
    keys.flatMap(key =>
      Object.hasOwn(fields, key) ? [[key, fields[key]]] : [],
    ),
  );
}

/** What a store's provider is called; of the fake one, that it holds values, and none of them. */
function providerOf(provider: unknown): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(provider)).map(([name, settings]) => {
      const { data } = fieldsOf(settings);
      return [
        name,
        name === 'fake' && Array.isArray(data)
          ? {
              data: data.map(entry => ({
                value: fieldsOf(entry).value ? '[hidden]' : '',
              })),
            }
          : {},
      ];
    }),
  );
}

const SPECS: Readonly<Record<string, (spec: unknown) => Fields>> = {
  ClusterExternalSecret: spec =>
    only(spec, [
      'externalSecretName',
      'externalSecretSpec',
      'namespaceSelector',
      'namespaceSelectors',
      'namespaces',
      'refreshTime',
    ]),
  ClusterSecretStore: spec => ({
    ...only(spec, ['conditions']),
    provider: providerOf(fieldsOf(spec).provider),
  }),
};

/**
 * What the rules look at of a ClusterExternalSecret or a ClusterSecretStore;
 * undefined of any other kind. An allow-list: no annotations, no managed fields
 * and no credentials of providers are kept. Templates are, since rules judge
 * them, and one may hold a value that somebody should not have written there:
 * nothing of a manifest may reach an answer but through `toFindings`.
 */
export function ruleManifestOf(object: unknown): Manifest | undefined {
  const { apiVersion, kind, metadata, spec } = fieldsOf(object);
  const specOf = SPECS[String(kind)];
  return (
    specOf &&
    manifestOf({
      apiVersion,
      kind,
      metadata: only(metadata, ['name']),
      spec: specOf(spec),
    })
  );
}
