import { INTERNAL_PREFIXES } from '../internalPath';
import { findPlanMistakes } from './findPlanMistakes';
import { InternalDistributionNames, InternalPlanMistake } from './planNames';

/** The ClusterSecretStore of section 5a.7.1 of the RFC. @public */
export const INTERNAL_STORE = 'vault-backend';

/** The manifests of one internal distribution. @public */
export interface InternalDistributionPlan {
  /** Such as `platform-data/postgres/temporal`. */
  readonly path: string;
  /** One PushSecret, then one ExternalSecret for each consumer. */
  readonly manifests: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Makes the manifests of one internal distribution, as sections 5a.3 and 5a.5 of
 * the RFC want them: one ClusterSecretStore on both sides, each key named, and
 * the path by convention.
 *
 * The PushSecret removes its value from Vault when it is deleted; the consumers'
 * Secrets stay. Names that cannot be used make no manifest, and are named.
 *
 * @public
 */
export function planInternalDistribution(
  names: InternalDistributionNames,
):
  | InternalDistributionPlan
  | { readonly mistakes: readonly InternalPlanMistake[] } {
  const mistakes = findPlanMistakes(names);
  if (mistakes.length > 0) {
    return { mistakes };
  }
  const { data, datasource, holder, producer, consumers } = names;
  const path = [INTERNAL_PREFIXES[data], datasource, holder].join('/');
  const refreshInterval = names.refreshInterval ?? '1h';
  const store = {
    kind: 'ClusterSecretStore',
    name: names.store ?? INTERNAL_STORE,
  };
  const properties = producer.keys.map(({ property }) => property);
  return {
    path,
    manifests: [
      {
        apiVersion: 'external-secrets.io/v1alpha1',
        kind: 'PushSecret',
        metadata: {
          name: path.replaceAll('/', '-'),
          namespace: producer.namespace,
        },
        spec: {
          refreshInterval,
          updatePolicy: 'Replace',
          deletionPolicy: 'Delete',
          secretStoreRefs: [store],
          selector: { secret: { name: producer.secret } },
          data: producer.keys.map(({ key, property }) => ({
            match: {
              secretKey: key,
              remoteRef: { remoteKey: path, property },
            },
          })),
        },
      },
      ...consumers.map(({ namespace, secret }) => ({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: secret, namespace },
        spec: {
          refreshInterval,
          secretStoreRef: store,
          target: { name: secret },
          data: properties.map(property => ({
            secretKey: property,
            remoteRef: { key: path, property },
          })),
        },
      })),
    ],
  };
}
