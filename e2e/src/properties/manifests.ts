import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesObject } from '../framework/kubernetesApi';
import { PlainObject } from '../framework/objects';

/** Every property's own objects bear it, so that its selectors reach no other's. */
export const ITERATION_LABEL = 'properties/iteration';

/** A namespace with labels. */
export function namespaceObject(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): PlainObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

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

/** What a distribution is made of in these tests. */
export interface DistributionParts {
  readonly name: string;
  /** The ExternalSecret's and the Secret's name; the distribution's unless told. */
  readonly secret?: string;
  readonly selectors: readonly LabelSelector[];
  /** Namespaces by name, in the deprecated list. */
  readonly namespaces?: readonly string[];
  readonly store?: string;
  /** The source secret in the hub. */
  readonly source: string;
  /** Which keys of it; every key unless told. */
  readonly keys?: readonly string[];
  readonly template?: unknown;
  /** An hour unless told: what does not watch for updates needs none. */
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
 * A distribution of the hub as it is, but under another name, for other
 * namespaces, and with source secrets of its own, whose names bear the prefix.
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

/** A selector that holds for nothing but an iteration's own namespaces. */
export function within(id: string, selector: LabelSelector = {}) {
  return {
    ...selector,
    matchLabels: { ...selector.matchLabels, [ITERATION_LABEL]: id },
  };
}
