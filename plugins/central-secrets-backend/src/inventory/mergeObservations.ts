import { Observation } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * How well a kind is known that is observed in several namespaces, each by
 * itself: as little as the one that is known least. What is wrong names the
 * namespaces where it is.
 *
 * @param parts - by namespace; at least one
 */
export function mergeObservations(
  parts: ReadonlyMap<string, Observation>,
): Observation {
  const [any, ...others] = new Set(parts.values());
  if (others.length === 0) {
    return any;
  }
  const times = [...parts.values()].map(({ observedAt }) => observedAt);
  const known = times.filter(time => time !== undefined);
  const observedAt =
    known.length === times.length ? Math.min(...known) : undefined;

  const failing = [...parts].filter(([, { error }]) => error);
  const first = failing[0]?.[1].error;
  if (!first) {
    return { observedAt };
  }
  // One reason is told; of those who fail for it all are named.
  const names = failing
    .filter(([, { error }]) => error!.code === first.code)
    .map(([namespace]) => namespace);
  return {
    observedAt,
    error: {
      code: first.code,
      message: `In ${
        names.length === 1 ? 'namespace' : 'namespaces'
      } ${names.join(', ')}: ${first.message}`,
    },
  };
}
