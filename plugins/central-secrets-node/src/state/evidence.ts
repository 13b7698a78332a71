import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Evidence } from './delivery';
import {
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  NamespaceRecord,
  StoreRecord,
  ownOf,
} from '../records';
import { hideCredentials } from '../text';
import { DeliveryContext } from './context';
import { KindProblem } from './observations';
import { askedKeys } from './requestTime';

/** A time as it is written within a text: UTC, to the second. @public */
export function writtenTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/**
 * Every value passes here. Messages of the cluster were redacted when they
 * arrived (`shownTextOf`); the rest are names and words.
 */
function fact(
  about: Pick<Evidence, 'kind' | 'namespace' | 'name'>,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return {
    ...about,
    field,
    value: hideCredentials(value),
    at,
  };
}

export function namespaceFact(
  namespace: NamespaceRecord,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return fact({ kind: 'Namespace', name: namespace.name }, field, value, at);
}

export function distributionFact(
  distribution: DistributionRecord,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return fact(
    { kind: 'ClusterExternalSecret', name: distribution.name },
    field,
    value,
    at,
  );
}

export function externalSecretFact(
  { namespace, name }: ExternalSecretRecord,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return fact({ kind: 'ExternalSecret', namespace, name }, field, value, at);
}

export function storeFact(
  { kind, namespace, name }: StoreRecord,
  field: string,
  value: string,
  at?: number,
): Evidence {
  return fact({ kind, namespace, name }, field, value, at);
}

export function observationFact(
  cluster: string,
  problem: KindProblem,
): Evidence {
  return fact(
    { kind: 'Cluster', name: cluster },
    `observation of ${problem.kind}`,
    [problem.code ?? [], renderMessage(problem.reason)].flat().join(': '),
    problem.observedAt,
  );
}

/** The Ready condition: its status and reason, and its message where there is one. */
export function readyFacts(child: ExternalSecretRecord): Evidence[] {
  const { ready } = child;
  if (!ready) {
    return [];
  }
  const field = 'status.conditions[Ready]';
  const status = ready.reason
    ? `${ready.status} (${ready.reason})`
    : ready.status;
  return [
    externalSecretFact(child, `${field}.status`, status, ready.changedAt),
    ...(ready.message
      ? [externalSecretFact(child, `${field}.message`, ready.message)]
      : []),
  ];
}

export function storeReadyFact(store: StoreRecord): Evidence {
  const { ready } = store;
  return storeFact(
    store,
    'status.conditions[Ready].status',
    ready
      ? `${ready.status} (${[ready.reason, ready.message]
          .filter(Boolean)
          .join(': ')})`
      : 'none: the store was not validated yet',
    ready?.changedAt,
  );
}

function eventFact(child: ExternalSecretRecord, event: EventRecord): Evidence {
  const times = event.count > 1 ? ` ×${event.count}` : '';
  return externalSecretFact(
    child,
    `event ${event.reason}${times}`,
    event.message,
    event.lastAt,
  );
}

/** Why the last attempt failed: the condition, and the event that says more. */
export function failureFacts({ child, failure }: DeliveryContext): Evidence[] {
  if (!child) {
    return [];
  }
  return [
    ...(failure?.event ? [eventFact(child, failure.event)] : []),
    ...readyFacts(child),
  ];
}

/** The operator's own word on this namespace, where it has one. */
export function failedReasonFacts({
  input,
  failedReason,
}: DeliveryContext): Evidence[] {
  return input.distribution && failedReason
    ? [
        distributionFact(
          input.distribution,
          `status.failedNamespaces[${input.namespace.name}].reason`,
          failedReason,
        ),
      ]
    : [];
}

/** The labels by which the namespace asks. */
export function requestFacts(context: DeliveryContext): Evidence[] {
  const { namespace } = context.input;
  return askedKeys(context).map(key =>
    namespaceFact(
      namespace,
      `metadata.labels[${key}]`,
      ownOf(namespace.labels, key) ?? '',
      ownOf(namespace.labelTimes, key),
    ),
  );
}
