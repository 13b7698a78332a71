import {
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Observation } from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * Merges the observations of a kind that is observed in several namespaces
 * independently: the result is as good as the worst of them. Its error names
 * the namespaces where it occurs.
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
  // The message has one reason, and names every namespace that fails for it.
  const names = failing
    .filter(([, { error }]) => error!.code === first.code)
    .map(([namespace]) => namespace);
  return {
    observedAt,
    error: {
      code: first.code,
      message: message('in-namespaces', {
        count: names.length,
        ...firstNames(names),
        because: first.message,
      }),
    },
  };
}
