import { hideCredentials } from '../../text';
import { writtenTime } from '../evidence';
import { PushSecretRecord } from '../../records';
import { Evidence, Remedy } from '../delivery';

/** One fact about a PushSecret. Its texts were redacted when they arrived. */
export function pushFact(
  { namespace, name }: PushSecretRecord,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return {
    kind: 'PushSecret',
    namespace,
    name,
    field,
    value: hideCredentials(value),
    at,
  };
}

/** The Ready condition: its status and reason, and its message where there is one. */
export function pushReadyFacts(push: PushSecretRecord): Evidence[] {
  const { ready } = push;
  if (!ready) {
    return [];
  }
  const field = 'status.conditions[Ready]';
  return [
    pushFact(
      push,
      `${field}.status`,
      ready.reason ? `${ready.status} (${ready.reason})` : ready.status,
      ready.changedAt,
    ),
    ...(ready.message
      ? [pushFact(push, `${field}.message`, ready.message)]
      : []),
  ];
}

/** What the operator says of its last success. */
export function lastPushFacts(push: PushSecretRecord): Evidence[] {
  const { refreshedAt, spec } = push;
  return [
    pushFact(
      push,
      'status.refreshTime',
      refreshedAt === undefined ? 'none' : writtenTime(refreshedAt),
      refreshedAt,
    ),
    pushFact(
      push,
      'spec.refreshInterval',
      `${spec.refreshIntervalMs / 1_000} s`,
    ),
  ];
}

/**
 * Who maintains the spec: the platform for what a ClusterPushSecret makes, the
 * team of the namespace for its own.
 */
export function pushKeeper({ owner }: PushSecretRecord): Remedy['by'] {
  return owner ? 'platform' : 'developer';
}
