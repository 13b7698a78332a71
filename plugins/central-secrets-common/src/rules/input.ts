import { externalSecretSpecOf } from '../model/parse/externalSecretSpec';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  textMapOf,
  textOf,
  textsOf,
} from '../model/parse/fields';
import { labelSelectorOf } from '../model/parse/labelSelector';
import {
  ExternalSecretSpecRecord,
  LabelSelector,
  StoreCondition,
} from '../model/records';
import { Manifest } from './manifest';
import { Path } from './rule';
import { RuleSettings } from './settings';
import { TemplateUse, TemplateVerdict, templatesOf } from './templates';

/** Kubernetes itself keeps this label equal to the namespace's name. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

/** One of a distribution's selectors, and where it stands. @public */
export interface PlacedSelector {
  readonly selector: LabelSelector;
  readonly path: Path;
}

/** A ClusterExternalSecret or an ExternalSecret: what makes a Secret. @public */
export interface Writer {
  readonly manifest: Manifest;
  readonly isDistribution: boolean;
  readonly externalSecretName: string;
  readonly targetName: string;
  /** The ExternalSecret's spec as it was written, and where it stands. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly specPath: Path;
  /** The same with the operator's defaults; undefined where its refresh interval cannot be read. */
  readonly record?: ExternalSecretSpecRecord;
  /** Which namespaces get it; of an ExternalSecret its own. */
  readonly selectors: readonly PlacedSelector[];
}

/** A ClusterSecretStore or SecretStore. @public */
export interface Store {
  readonly manifest: Manifest;
  readonly conditions: readonly StoreCondition[];
}

/** Everything that rules look at. @public */
export interface RuleInput {
  readonly manifests: readonly Manifest[];
  readonly writers: readonly Writer[];
  readonly stores: readonly Store[];
  /** The first of each name, by `storeKey`. */
  readonly storesByKey: ReadonlyMap<string, Store>;
  /** Labels of the given Namespaces, by name. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Names of the given Namespaces with a label, by `labelEntry`. */
  readonly namespacesByLabel: ReadonlyMap<string, readonly string[]>;
  readonly templates: readonly TemplateUse[];
  /** One per template, in the same order; empty where no engine was asked. */
  readonly verdicts: readonly TemplateVerdict[];
  readonly settings: RuleSettings;
}

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

function recordOf(spec: Fields): ExternalSecretSpecRecord | undefined {
  try {
    return externalSecretSpecOf(spec, 'spec');
  } catch {
    return undefined;
  }
}

function writerOf(manifest: Manifest): Writer | undefined {
  if (manifest.group !== 'external-secrets.io') return undefined;
  const whole = fieldsOf(manifest.object.spec);
  const isDistribution = manifest.kind === 'ClusterExternalSecret';
  if (!isDistribution && manifest.kind !== 'ExternalSecret') return undefined;
  const spec = isDistribution ? fieldsOf(whole.externalSecretSpec) : whole;
  const externalSecretName =
    (isDistribution ? textOf(whole.externalSecretName) : undefined) ??
    manifest.name;
  return {
    manifest,
    isDistribution,
    externalSecretName,
    targetName: textOf(fieldsOf(spec.target).name) ?? externalSecretName,
    spec,
    specPath: isDistribution ? ['spec', 'externalSecretSpec'] : ['spec'],
    record: recordOf(spec),
    selectors: isDistribution
      ? selectorsOf(whole)
      : [
          {
            selector: {
              matchLabels: { [NAME_LABEL]: manifest.namespace ?? '' },
            },
            path: ['metadata', 'namespace'],
          },
        ],
  };
}

function storeOf(manifest: Manifest): Store | undefined {
  if (
    manifest.group !== 'external-secrets.io' ||
    !['ClusterSecretStore', 'SecretStore'].includes(manifest.kind)
  ) {
    return undefined;
  }
  const { conditions } = fieldsOf(manifest.object.spec);
  return {
    manifest,
    conditions: fieldsListOf(conditions).map(entry => ({
      ...(entry.namespaceSelector
        ? { namespaceSelector: labelSelectorOf(entry.namespaceSelector) }
        : {}),
      namespaces: textsOf(entry.namespaces),
      namespaceRegexes: textsOf(entry.namespaceRegexes),
    })),
  };
}

/** What tells stores apart; a ClusterSecretStore has no namespace. */
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
      if (same) same.push(name);
      else names.set(entry, [name]);
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
 * @public
 */
export function readManifests(
  manifests: readonly Manifest[],
  settings: RuleSettings,
): RuleInput {
  const writers = manifests.map(writerOf).filter(isPresent);
  const stores = manifests.map(storeOf).filter(isPresent);
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
    if (!storesByKey.has(key)) storesByKey.set(key, store);
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
  };
}
