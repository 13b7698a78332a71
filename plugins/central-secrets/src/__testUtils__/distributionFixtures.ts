import type {
  Distribution,
  DistributionResponse,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { distributionRowsOf } from '../model/distributions';
import { ANSWERED_AT, before, cluster, MINUTE_MS } from './fixtures';

/** A distribution that is as it should be; a test states only what matters to it. */
export function distribution(
  name: string,
  changes: Partial<Distribution> = {},
): Distribution {
  return {
    cluster: 'hub',
    name,
    description: null,
    documentationUrl: null,
    secret: { name, type: 'Opaque', keys: ['token'] },
    requestLabels: { [`secrets/${name}`]: 'true' },
    store: { name: 'central-secret-store', kind: 'ClusterSecretStore' },
    refreshIntervalMs: 60 * MINUTE_MS,
    states: { synced: 3 },
    countedAt: before(2_000),
    findings: { errors: 0, warnings: 0, notes: 0, complete: true },
    ...changes,
  };
}

/** Returns the sums that the backend computes for distributions. */
export function summaryOf(
  distributions: readonly Distribution[],
): NonNullable<DistributionsResponse['summary']> {
  const states: Record<string, number> = {};
  for (const each of distributions) {
    for (const [state, count] of Object.entries(each.states ?? {})) {
      states[state] = (states[state] ?? 0) + count;
    }
  }
  return {
    attention: distributionRowsOf(distributions).attention.length,
    uncounted: distributions.filter(each => !each.states).length,
    states,
  };
}

/** All distributions of one well observed cluster. */
export function distributionsResponse(
  distributions: readonly Distribution[] = [],
  changes: Partial<DistributionsResponse> = {},
): DistributionsResponse {
  return {
    answeredAt: ANSWERED_AT,
    distributions: [...distributions],
    total: distributions.length,
    summary: summaryOf(distributions),
    nextCursor: null,
    clusters: [cluster()],
    ...changes,
  };
}

/** One distribution of a well observed cluster, without namespaces and findings. */
export function distributionResponse(
  changes: Partial<DistributionResponse> = {},
): DistributionResponse {
  return {
    answeredAt: ANSWERED_AT,
    distribution: distribution('gh-oauth'),
    findings: [],
    deliveries: [],
    nextCursor: null,
    clusters: [cluster()],
    ...changes,
  };
}
