import {
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_APPROVAL,
  ANNOTATION_ENVIRONMENTS,
  ANNOTATION_REASON,
  ANNOTATION_REVIEWERS,
  ANNOTATION_SELF_SERVICE,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { isDistributionAnnotation } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest, manifestOf } from '@central-secrets/manifest-rules';

type Fields = Readonly<Record<string, unknown>>;

/** A spec that is longer is not kept. Characters of its JSON. */
export const LONGEST_SPEC = 256 * 1024;
/** The maximum number of values of a fake store that are looked at. */
const MOST_FAKES = 100;

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

/** Those that decide an offer. Rules look at the keys of the other annotations written for this plugin. */
const JUDGED_ANNOTATIONS: ReadonlySet<string> = new Set([
  ANNOTATION_SELF_SERVICE,
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_APPROVAL,
  ANNOTATION_REVIEWERS,
  ANNOTATION_REASON,
  ANNOTATION_ENVIRONMENTS,
]);

function metadataOf(kind: string, metadata: unknown): Fields {
  const annotations =
    kind === 'ClusterExternalSecret'
      ? Object.entries(fieldsOf(fieldsOf(metadata).annotations))
          .filter(([key]) => isDistributionAnnotation(key))
          .map(([key, value]) => [
            key,
            JUDGED_ANNOTATIONS.has(key) ? value : '',
          ])
      : [];
  return {
    ...only(metadata, ['name']),
    ...(annotations.length > 0
      ? { annotations: Object.fromEntries(annotations) }
      : {}),
  };
}

/**
 * Returns the name of a store's provider; for the fake one, that it holds
 * values, and none of them.
 */
function providerOf(provider: unknown): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(provider)).map(([name, settings]) => {
      const { data } = fieldsOf(settings);
      return [
        name,
        name === 'fake' && Array.isArray(data)
          ? {
              data: data.slice(0, MOST_FAKES).map(entry => ({
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
 * Returns the fields of a ClusterExternalSecret or a ClusterSecretStore that
 * the rules read; undefined for any other kind. An allow-list: no annotations
 * but those of an offer, no managed fields and no credentials of providers are
 * kept. Templates are, since rules judge them, and one may wrongly hold a
 * value: nothing of a manifest may reach an answer but through `toFindings`.
 *
 * A distribution whose spec is longer than `LONGEST_SPEC` keeps no fields, and
 * a finding says so; such a store keeps only the fact that it exists.
 */
export function ruleManifestOf(object: unknown): Manifest | undefined {
  const { apiVersion, kind, metadata, spec } = fieldsOf(object);
  const name = String(kind);
  const specOf = Object.hasOwn(SPECS, name) ? SPECS[name] : undefined;
  if (!specOf) {
    return undefined;
  }
  const kept = specOf(spec);
  const isTooLong = JSON.stringify(kept).length > LONGEST_SPEC;
  if (isTooLong && name === 'ClusterExternalSecret') {
    return undefined;
  }
  return manifestOf({
    apiVersion,
    kind,
    metadata: metadataOf(name, metadata),
    spec: isTooLong ? {} : kept,
  });
}
