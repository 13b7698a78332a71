import {
  nameSome,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
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
import { SourceFault } from './sourceFault';
import type { ExplainedStore } from './storeFaults';

/** A time as it is written within a text: UTC, to the second. @public */
export function writtenTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/**
 * Every value passes here. Messages of the cluster were redacted when they
 * arrived (`shownTextOf`); the rest are names and words.
 */
export function fact(
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

function storeReadyFact(store: StoreRecord): Evidence {
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
  return externalSecretFact(
    child,
    eventField(event),
    event.message,
    event.lastAt,
  );
}

function eventField({ reason, count }: EventRecord): string {
  return count > 1 ? `event ${reason} ×${count}` : `event ${reason}`;
}

/** The event in which the operator says why it cannot use a store. */
function storeEventFact(store: StoreRecord, event: EventRecord): Evidence {
  return storeFact(store, eventField(event), event.message, event.lastAt);
}

/** What a store says of itself: its event, where there is one, tells more than its condition. */
export function storeFacts(
  store: StoreRecord,
  event: EventRecord | undefined,
): Evidence[] {
  return [
    ...(event ? [storeEventFact(store, event)] : []),
    storeReadyFact(store),
  ];
}

/** What the check of a store says, of which a delivery's own texts do not tell. */
export function explainedFacts(explained?: ExplainedStore): Evidence[] {
  const record = explained?.store.record;
  return record ? storeFacts(record, explained.event) : [];
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

/** What the hub index says of a source. */
export function sourceFact({
  hubNamespace,
  source,
  property,
  keys = [],
  observedAt,
}: SourceFault): Evidence {
  const about = { kind: 'Secret', namespace: hubNamespace, name: source };
  return property === undefined
    ? fact(about, 'hub index', 'does not exist', observedAt)
    : fact(
        about,
        'hub index, keys',
        keys.length > 0 ? nameSome(keys) : 'none',
        observedAt,
      );
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
