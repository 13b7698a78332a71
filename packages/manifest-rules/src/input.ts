import {
  externalSecretSpecOf,
  Fields,
  fieldsListOf,
  fieldsOf,
  textMapOf,
  textOf,
  textsOf,
  labelSelectorOf,
  ExternalSecretSpecRecord,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { givenAccess } from './givenAccess';
import { holdsHubObjects } from './hubObjects';
import { Manifest } from './manifest';
import { isFragment, knownNamespace, ManifestOrigins } from './origins';
import { RuleInput, Store } from './RuleInput';
import { RuleSettings } from './settings';
import { templatesOf } from './templates';
import { PlacedSelector, Writer } from './Writer';

/** Kubernetes itself keeps this label equal to the namespace's name. @public */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

function selectorsOf(spec: Fields): PlacedSelector[] {
  return [
    ...textsOf(spec.namespaces).map((name, index) => ({
      selector: { matchLabels: { [NAME_LABEL]: name } },
      path: ['spec', 'namespaces', index],
    })),
    ...(spec.namespaceSelector
      ? [
          {
            selector: labelSelectorOf(spec.namespaceSelector),
            path: ['spec', 'namespaceSelector'],
          },
        ]
      : []),
    ...fieldsListOf(spec.namespaceSelectors).map((selector, index) => ({
      selector: labelSelectorOf(selector),
      path: ['spec', 'namespaceSelectors', index],
    })),
  ];
}

/** Selects the namespace of an ExternalSecret, and none where it is not known. */
function ownNamespace(namespace: string | undefined): PlacedSelector[] {
  if (namespace === undefined) {
    return [];
  }
  return [
    {
      selector: { matchLabels: { [NAME_LABEL]: namespace } },
      path: ['metadata', 'namespace'],
    },
  ];
}

function recordOf(spec: Fields): ExternalSecretSpecRecord | undefined {
  try {
    return externalSecretSpecOf(spec, 'spec');
  } catch {
    return undefined;
  }
}

function writerOf(
  manifest: Manifest,
  origins: ManifestOrigins,
): Writer | undefined {
  if (manifest.group !== 'external-secrets.io') {
    return undefined;
  }
  const whole = fieldsOf(manifest.object.spec);
  const isDistribution = manifest.kind === 'ClusterExternalSecret';
  if (!isDistribution && manifest.kind !== 'ExternalSecret') {
    return undefined;
  }
  const spec = isDistribution ? fieldsOf(whole.externalSecretSpec) : whole;
  const namespace = isDistribution
    ? undefined
    : knownNamespace(manifest, origins);
  const externalSecretName =
    (isDistribution ? textOf(whole.externalSecretName) : undefined) ??
    manifest.name;
  return {
    manifest,
    isDistribution,
    ...(namespace ? { namespace } : {}),
    externalSecretName,
    targetName: targetOf(externalSecretName, {
      targetName: textOf(fieldsOf(spec.target).name),
    }),
    spec,
    specPath: isDistribution ? ['spec', 'externalSecretSpec'] : ['spec'],
    record: recordOf(spec),
    selectors: isDistribution ? selectorsOf(whole) : ownNamespace(namespace),
  };
}

function storeOf(
  manifest: Manifest,
  origins: ManifestOrigins,
): Store | undefined {
  if (
    manifest.group !== 'external-secrets.io' ||
    !['ClusterSecretStore', 'SecretStore'].includes(manifest.kind)
  ) {
    return undefined;
  }
  const { conditions } = fieldsOf(manifest.object.spec);
  const namespace =
    manifest.kind === 'SecretStore'
      ? knownNamespace(manifest, origins)
      : undefined;
  return {
    manifest,
    ...(namespace ? { namespace } : {}),
    conditions: fieldsListOf(conditions).map(entry => ({
      ...(entry.namespaceSelector
        ? { namespaceSelector: labelSelectorOf(entry.namespaceSelector) }
        : {}),
      namespaces: textsOf(entry.namespaces),
      namespaceRegexes: textsOf(entry.namespaceRegexes),
    })),
  };
}

/**
 * Returns the key that tells stores apart; a ClusterSecretStore has no
 * namespace.
 */
export function storeKey(
  kind: string,
  name: string,
  namespace: string | undefined,
): string {
  return `${kind}/${(kind === 'SecretStore' && namespace) || ''}/${name}`;
}

/** A label and its value as one text; no label has a "=" in its key. */
export function labelEntry(key: string, value: string): string {
  return `${key}=${value}`;
}

function namesByLabel(
  namespaces: RuleInput['namespaces'],
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, labels] of namespaces) {
    for (const label of Object.entries(labels)) {
      const entry = labelEntry(...label);
      const same = names.get(entry);
      if (same) {
        same.push(name);
      } else {
        names.set(entry, [name]);
      }
    }
  }
  return names;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/**
 * Reads manifests for the rules. The templates that it finds may then be
 * judged by an engine, whose verdicts `lint` takes.
 *
 * @param origins - absent: all manifests are whole, and for one cluster
 *
 * @public
 */
export function readManifests(
  manifests: readonly Manifest[],
  settings: RuleSettings,
  origins: ManifestOrigins = {},
): RuleInput {
  const fragments = new Set(
    manifests.filter(manifest => isFragment(manifest, origins)),
  );
  const whole = manifests.filter(manifest => !fragments.has(manifest));
  const writers = whole
    .map(manifest => writerOf(manifest, origins))
    .filter(isPresent);
  const stores = whole
    .map(manifest => storeOf(manifest, origins))
    .filter(isPresent);
  const namespaces = new Map(
    manifests
      .filter(({ group, kind }) => group === '' && kind === 'Namespace')
      .map(({ name, object }) => [
        name,
        {
          ...textMapOf(fieldsOf(object.metadata).labels),
          [NAME_LABEL]: name,
        },
      ]),
  );
  const storesByKey = new Map<string, Store>();
  for (const store of stores) {
    const { kind, name, namespace } = store.manifest;
    const key = storeKey(kind, name, namespace);
    if (!storesByKey.has(key)) {
      storesByKey.set(key, store);
    }
  }
  return {
    manifests,
    writers,
    stores,
    storesByKey,
    namespaces,
    namespacesByLabel: namesByLabel(namespaces),
    templates: writers.flatMap(templatesOf),
    verdicts: [],
    settings,
    hub: givenAccess(manifests, settings),
    isHub: settings.hub ?? holdsHubObjects(manifests),
    origins,
    fragments,
  };
}
