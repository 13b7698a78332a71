import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DistributionRecord,
  isOfferedTo,
  LabelChange,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  disallowedLabel,
  labelNotAllowed,
  noWriter,
  staleReason,
} from '../deliveries';
import { ClusterInventory } from '../inventory/types';
import { NamespaceWriter } from './NamespaceWriter';

/** Nothing is changed in a cluster of which it is not known what the change would do. */
export function requireKnown(
  cluster: ClusterInventory,
  namespace: string,
  now: number,
  observationMaxAgeMs: number,
): void {
  for (const kind of ['namespaces', 'clusterexternalsecrets'] as const) {
    const reason = staleReason(
      cluster,
      kind,
      now,
      observationMaxAgeMs,
      namespace,
    );
    if (reason) {
      throw new ServiceUnavailableError(
        `What a change would do cannot be told: ${reason}; try again in a moment`,
      );
    }
  }
}

/** As many names as one can read in a message. */
const NAMES_SHOWN = 20;

/** The distribution of that name. Throws InputError with those that there are. */
export function requireDistribution(
  cluster: ClusterInventory,
  name: string,
): DistributionRecord {
  const distribution = cluster.distribution(name);
  if (!distribution) {
    const names = cluster.distributions().map(known => known.name);
    const shown = names.sort().slice(0, NAMES_SHOWN).join(', ');
    const more = names.length > NAMES_SHOWN ? ', …' : '';
    throw new InputError(
      `distribution: cluster ${
        cluster.name
      } has no distribution ${name}; it has ${
        shown ? `${shown}${more}` : 'none'
      }`,
    );
  }
  return distribution;
}

/** Throws unless the platform offers a distribution to one of these owners. */
export function requireOffered(
  distribution: DistributionRecord,
  owners: readonly string[],
): void {
  const offer = isOfferedTo(distribution, owners);
  if (!offer.offered) {
    throw new NotAllowedError(
      `distribution: ${distribution.name} cannot be requested here: ${offer.reason}`,
    );
  }
}

/** Throws unless every label of a change is on the platform's allow-list. */
export function requireAllowedLabels(
  change: LabelChange,
  allowedLabels: readonly string[],
): void {
  const label = disallowedLabel(change, allowedLabels);
  if (label !== undefined) {
    throw new NotAllowedError(labelNotAllowed(label, allowedLabels));
  }
}

/** The cluster's writer. Throws where none is configured. */
export function requireWriter(
  writers: ReadonlyMap<string, NamespaceWriter>,
  clusterName: string,
): NamespaceWriter {
  const writer = writers.get(clusterName);
  if (!writer) {
    throw new NotAllowedError(noWriter(clusterName));
  }
  return writer;
}
