import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesObject } from '../framework/kubernetesApi';
import { PlainObject } from '../framework/objects';

/**
 * Every object of a property has this label, so that its selectors match no
 * objects of another property.
 */
export const ITERATION_LABEL = 'properties/iteration';

export { namespace as namespaceObject } from '../acceptance/manifests';

/** A source secret in the hub. */
export function sourceObject(
  name: string,
  values: Readonly<Record<string, string>>,
): PlainObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: HUB_NAMESPACE },
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  };
}

/** The parts of a distribution in these tests. */
export interface DistributionParts {
  readonly name: string;
  /**
   * The name of the ExternalSecret and the Secret; default the distribution's.
   */
  readonly secret?: string;
  readonly selectors: readonly LabelSelector[];
  /** Namespaces by name, in the deprecated list. */
  readonly namespaces?: readonly string[];
  readonly store?: string;
  /** The source secret in the hub. */
  readonly source: string;
  /** The keys that it reads; default every key. */
  readonly keys?: readonly string[];
  readonly template?: unknown;
  /**
   * Default one hour: a test that does not watch for updates needs no refresh.
   */
  readonly refreshSeconds?: number;
}

/** A ClusterExternalSecret. */
export function distributionObject(parts: DistributionParts): PlainObject {
  const interval = `${parts.refreshSeconds ?? 3600}s`;
  const name = parts.secret ?? parts.name;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name: parts.name },
    spec: {
      externalSecretName: name,
      refreshTime: interval,
      namespaceSelectors: parts.selectors,
      ...(parts.namespaces ? { namespaces: parts.namespaces } : {}),
      externalSecretSpec: {
        refreshInterval: interval,
        secretStoreRef: {
          kind: 'ClusterSecretStore',
          name: parts.store ?? 'central-secret-store',
        },
        target: {
          name,
          ...(parts.template ? { template: parts.template } : {}),
        },
        ...(parts.keys
          ? {
              data: parts.keys.map(key => ({
                secretKey: key,
                remoteRef: { key: parts.source, property: key },
              })),
            }
          : { dataFrom: [{ extract: { key: parts.source } }] }),
      },
    },
  };
}

/**
 * A distribution of the hub, unchanged but for its name, its namespaces, and
 * its source secrets, whose names have the prefix.
 */
export function distributionLike(
  distribution: KubernetesObject,
  change: {
    prefix: string;
    selector: LabelSelector;
    refreshSeconds: number;
  },
): PlainObject {
  const { apiVersion, kind, metadata, spec } = distribution;
  const interval = `${change.refreshSeconds}s`;
  const { externalSecretSpec } = spec;
  return {
    apiVersion,
    kind,
    metadata: { name: `${change.prefix}-${metadata.name}` },
    spec: {
      ...spec,
      refreshTime: interval,
      namespaceSelectors: [change.selector],
      externalSecretSpec: {
        ...externalSecretSpec,
        refreshInterval: interval,
        data: externalSecretSpec.data.map((entry: any) => ({
          ...entry,
          remoteRef: {
            ...entry.remoteRef,
            key: `${change.prefix}-${entry.remoteRef.key}`,
          },
        })),
      },
    },
  };
}

/** A selector that matches only an iteration's own namespaces. */
export function within(id: string, selector: LabelSelector = {}) {
  return {
    ...selector,
    matchLabels: { ...selector.matchLabels, [ITERATION_LABEL]: id },
  };
}
