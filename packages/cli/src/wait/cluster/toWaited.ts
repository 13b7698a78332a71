import {
  DEFAULT_DELIVERY_LIMITS,
  deriveDelivery,
  DerivedDelivery,
  DeliveryInput,
  EventRecord,
  ExternalSecretRecord,
  findOwningDistribution,
  isEventAbout,
  isOwnedBy,
  isRefreshDisabled,
  isSelected,
  NamespaceRecord,
  Observation,
  Observations,
  SecretWriters,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  message,
  OBSERVED_KINDS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { proveSync, SyncVerdict, Trigger, WaitedDelivery } from '../judgement';
import { Scope } from '../scope';
import { Copies, Copy } from './Copies';
import { hasSpecOf } from './hasSpecOf';
import { Distribution, Facts, storeKey } from './readFacts';

/** A moment, by both clocks, and what is known then. */
interface Known {
  readonly cluster: string;
  readonly now: number;
  readonly clusterNow: number;
  readonly facts: Facts;
  readonly copies: Copies;
  readonly trigger: Trigger;
}

/** The deliveries of a scope, as known. */
export function findDeliveries(scope: Scope, known: Known): WaitedDelivery[] {
  const { facts, copies } = known;
  const subjects = involvedSubjects(scope, facts, copies);
  const namespaces =
    scope.kind === 'distribution'
      ? facts.namespaces
      : namespaceOf(scope.namespace, facts);
  return (
    namespaces
      // A distribution reaches no namespace that is being deleted.
      .filter(
        ({ deletedAt }) =>
          scope.kind !== 'distribution' || deletedAt === undefined,
      )
      .flatMap(namespace =>
        subjects.map(subject => toWaited(known, namespace, subject)),
      )
  );
}

/** The distributions and ExternalSecrets that a scope means. */
export function involvedSubjects(
  scope: Scope,
  facts: Facts,
  copies: Copies,
): Subject[] {
  const distributions = facts.distributions.map(distribution => ({
    distribution,
  }));
  if (scope.kind === 'distribution') {
    return distributions;
  }
  const [namespace] = namespaceOf(scope.namespace, facts);
  if (!namespace) {
    return [];
  }
  const all: Subject[] = [
    ...distributions,
    ...copies
      .in(namespace.name)
      .filter(copy => !isListed(copy, facts))
      .map(copy => ({ copy })),
  ];
  return scope.kind === 'delivery'
    ? findNamed(all, scope.name, namespace, copies)
    : all.filter(each => isInvolved(each, namespace, copies));
}

/** One delivery of a namespace: a distribution, or an ExternalSecret without one. */
interface Subject {
  readonly distribution?: Distribution;
  readonly copy?: Copy;
}

/** The delivery of a distribution's name, else of an ExternalSecret's. */
function findNamed(
  all: readonly Subject[],
  name: string,
  namespace: NamespaceRecord,
  copies: Copies,
): Subject[] {
  const found =
    all.find(({ distribution }) => distribution?.record.name === name) ??
    all.find(({ copy }) => copy?.record.name === name) ??
    all.find(
      each =>
        each.distribution?.record.externalSecretName === name &&
        isInvolved(each, namespace, copies),
    );
  return found ? [found] : [];
}

function isInvolved(
  { distribution, copy }: Subject,
  namespace: NamespaceRecord,
  copies: Copies,
): boolean {
  if (!distribution) {
    return copy !== undefined;
  }
  const { record } = distribution;
  const found = copies.get(namespace.name, record.externalSecretName);
  return (
    isSelected(record, namespace) ||
    (found !== undefined && isOwnedBy(found.record, record))
  );
}

/** Whether an ExternalSecret is told of as the copy of a distribution. */
function isListed({ record }: Copy, facts: Facts): boolean {
  const owner = findOwningDistribution(record);
  return facts.distributions.some(({ record: { name } }) => name === owner);
}

/**
 * The namespace; where it may not be read, one without labels: its ExternalSecrets
 * say the rest.
 */
function namespaceOf(name: string, facts: Facts): NamespaceRecord[] {
  return facts.refused.has('namespaces')
    ? [
        {
          name,
          uid: '',
          resourceVersion: '',
          createdAt: 0,
          labels: {},
          annotations: {},
          finalizers: [],
          labelTimes: {},
        },
      ]
    : facts.namespaces.filter(namespace => namespace.name === name);
}

function toWaited(
  known: Known,
  namespace: NamespaceRecord,
  subject: Subject,
): WaitedDelivery {
  const { distribution } = subject;
  const name =
    distribution?.record.externalSecretName ?? subject.copy!.record.name;
  const copy = known.copies.get(namespace.name, name);
  const own =
    copy && (!distribution || isOwnedBy(copy.record, distribution.record))
      ? copy
      : undefined;
  const input = inputOf(known, namespace, name, distribution, copy);
  const derived = deriveDelivery(input);
  const { refreshedAt } = own?.record ?? {};
  return {
    cluster: known.cluster,
    namespace: namespace.name,
    distribution:
      distribution?.record.name ??
      (copy && findOwningDistribution(copy.record)),
    externalSecret: name,
    state: derived.state,
    cause: derived.cause,
    summary: derived.summary,
    remedy: derived.remedy,
    failedBefore: failedBefore(derived, own?.record, input.events, known),
    verdict: verdictOf(own, distribution, known),
    lastSynced:
      refreshedAt === undefined
        ? undefined
        : new Date(refreshedAt).toISOString(),
  };
}

function inputOf(
  { cluster, now, clusterNow, facts, copies }: Known,
  namespace: NamespaceRecord,
  name: string,
  distribution: Distribution | undefined,
  copy: Copy | undefined,
): DeliveryInput {
  const { spec } = copy?.record ?? distribution!.record;
  const siblings = [
    ...copies.in(namespace.name).map(({ record }) => record),
    ...facts.siblings.filter(
      sibling => sibling.namespace === namespace.name && sibling.name !== name,
    ),
  ];
  return {
    now,
    clusterNow,
    cluster,
    limits: DEFAULT_DELIVERY_LIMITS,
    observations: observationsOf(now, facts),
    namespace,
    distribution: distribution?.record,
    externalSecret:
      copy && facts.refused.has('clusterexternalsecrets')
        ? // Without its distribution, a copy is judged as what it is itself.
          { ...copy.record, owner: undefined }
        : copy?.record,
    stores: spec.stores.flatMap(
      store =>
        facts.stores.get(storeKey(store.kind, store.name, namespace.name)) ??
        [],
    ),
    events: copy
      ? facts.events.filter(event => isEventAbout(event, copy.record))
      : [],
    rivals: new SecretWriters(
      siblings.filter(({ deletedAt }) => deletedAt === undefined),
    ).rivalsOf(targetOf(name, spec), name),
  };
}

/** Kinds that a delivery needs and that are refused here count as seen: see `namespaceOf`. */
const DISPENSABLE: ReadonlySet<string> = new Set([
  'namespaces',
  'clusterexternalsecrets',
]);

function observationsOf(now: number, { refused }: Facts): Observations {
  return Object.fromEntries(
    OBSERVED_KINDS.map((kind): [string, Observation] => {
      const problem = refused.get(kind);
      return [
        kind,
        problem && !DISPENSABLE.has(kind)
          ? {
              observedAt: now,
              error: {
                code: problem.code === 'forbidden' ? 'forbidden' : 'failing',
                message: message('no-answer', { problem: problem.message }),
              },
            }
          : { observedAt: now },
      ];
    }),
  ) as Observations;
}

function verdictOf(
  copy: Copy | undefined,
  distribution: Distribution | undefined,
  { trigger, copies }: Known,
): SyncVerdict {
  if (!copy) {
    return { counts: false, reason: 'refresh-awaited' };
  }
  if (distribution && !hasSpecOf(copy.spec, distribution.copySpec)) {
    return { counts: false, reason: 'spec-awaited' };
  }
  const verdict = proveSync(copy.facts, copy.seen, trigger, copies);
  const { spec } = copy.record;
  // The operator reports each refresh of an immutable Secret, and leaves its data.
  const isKept =
    spec.isImmutable && copy.record.createdAt < (trigger.notBefore ?? 0);
  if (verdict.counts && isKept) {
    return { counts: false, reason: 'never-refreshed' };
  }
  const isOver =
    isRefreshDisabled(spec) ||
    isKept ||
    (spec.refreshPolicy === 'OnChange' && trigger.mark === undefined);
  return !verdict.counts && verdict.reason !== 'generation-awaited' && isOver
    ? { counts: false, reason: 'never-refreshed' }
    : verdict;
}

/** The operator dates its attempts in whole seconds. */
const SECOND_MS = 1_000;

/**
 * Whether the failure that a delivery shows is older than the trigger. Only
 * attempts have a time; other faults are seen as they are now. One of the same
 * second counts: with `--refresh`, the attempt follows at once, and the next
 * one may be minutes away.
 */
function failedBefore(
  { state }: DerivedDelivery,
  copy: ExternalSecretRecord | undefined,
  events: readonly EventRecord[],
  { trigger, copies }: Known,
): boolean {
  const { notBefore } = trigger;
  if (
    notBefore === undefined ||
    copy?.ready?.status !== 'False' ||
    (state !== 'failed' && state !== 'conflict')
  ) {
    return false;
  }
  const attempts = [
    copy.ready.changedAt ?? 0,
    ...events.map(({ lastAt }) => lastAt),
  ];
  // The operator's clock may be known to be ahead.
  const ahead = Math.max(0, copies.operatorAheadMs);
  return Math.max(...attempts) - ahead < notBefore - SECOND_MS;
}
