import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryInput } from './delivery';
import {
  isEventAbout,
  withEventTime,
  EventRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  LabelSelector,
  ReadyCondition,
} from '../records';
import { knownTime } from './moments';
import { NamedStore, nameStores } from './namedStores';
import { findOwningDistribution, isOwnedBy } from './ownership';
import { NO_RIVALS, Rivals, targetOf } from './secretWriters';
import { askingSelector, selectorsProblem } from '../selection';
import { classifyFailure, FailureKind } from '../text';
import { isUnsettled, kindProblem, KindProblem, mayLack } from './observations';
import {
  EVENT_UPDATE_FAILED,
  FAILED_DELETION,
  FAILED_EVERYWHERE_REASON,
  FAILED_NAME_TAKEN,
  FAILED_SELECTOR,
  FAILED_WRITE_CONFLICT,
  isFailureEverywhere,
  MESSAGE_IMMUTABLE,
  MESSAGE_NO_OWNERSHIP,
  MESSAGE_OWNED,
} from './operatorTexts';

/**
 * An event may be older than its condition's last change by this much, and
 * still be its cause: ESO records the event just before it writes the
 * condition, and both have a resolution of one second.
 */
export const EVENT_TOLERANCE_MS = 5_000;

/**
 * An event is awaited for this long after its condition. Milliseconds: client-go
 * writes events from a queue of their own, which falls behind on a busy operator.
 */
const EVENT_DELAY_MS = 15_000;

/** How the last attempt failed. */
export interface Failure {
  readonly kind: FailureKind;
  readonly condition: ReadyCondition;
  /** The event that holds the details; undefined when it is not known (events expire after an hour). */
  readonly event?: EventRecord;
  /** The event is not here yet, and may still be on its way. */
  readonly isEventAwaited: boolean;
}

/**
 * The input of all checks: the given facts, and the conclusions that several
 * checks share.
 */
export interface DeliveryContext {
  readonly input: DeliveryInput;
  /** The spec of the copy where there is one, else of the distribution. */
  readonly spec: ExternalSecretSpecRecord;
  /** The name of this delivery's ExternalSecret, whether or not it is there. */
  readonly name: string;
  readonly secretName: string;
  /** The selector by which the namespace asks for the distribution; see `askingSelector`. */
  readonly asking?: LabelSelector;
  /** The delivery is to be there: asked for, or declared. */
  readonly requested: boolean;
  /**
   * Nothing is known to ask for the copy, but the operator made it so lately
   * that the request may still be on its way here.
   */
  readonly isAheadOfRequest: boolean;
  /** Why the distribution selects no namespace at all. */
  readonly selectorProblem?: string;
  /** The ExternalSecret of this delivery. */
  readonly child?: ExternalSecretRecord;
  /** An ExternalSecret that has the name, but is not the distribution's. */
  readonly foreign?: ExternalSecretRecord;
  /**
   * The operator's reason for this namespace under `status.failedNamespaces`.
   */
  readonly failedReason?: string;
  /** The same, where it is why the copy could not be made or changed. */
  readonly provisionFailure?: string;
  /** Set while the child says Ready=False. */
  readonly failure?: Failure;
  /** Every store that is read. */
  readonly stores: readonly NamedStore[];
  readonly eventsProblem?: KindProblem;
  readonly rivals: Rivals;
}

function failedReasonOf({
  distribution,
  namespace,
}: DeliveryInput): string | undefined {
  const failures = distribution?.failedNamespaces;
  const own = failures?.find(
    entry =>
      entry.namespace === namespace.name &&
      !FAILED_EVERYWHERE_REASON.test(entry.reason),
  );
  const everywhere = failures?.find(isFailureEverywhere);
  const reason = own?.reason ?? everywhere?.reason;
  return reason?.includes(FAILED_WRITE_CONFLICT) ? undefined : reason;
}

/** Says why no copy could be made, among what `status.failedNamespaces` may hold. */
function provisionFailureOf(
  reason: string | undefined,
  child: ExternalSecretRecord | undefined,
): string | undefined {
  if (!reason || reason.startsWith(FAILED_DELETION)) {
    return undefined;
  }
  // A copy that is there was made after these were written down.
  const isOutlived =
    child &&
    (reason.startsWith(FAILED_NAME_TAKEN) ||
      FAILED_EVERYWHERE_REASON.test(reason));
  return isOutlived ? undefined : reason;
}

/** From 2.10 on a detail may follow such a message. */
function kindByCondition({ message }: ReadyCondition): FailureKind | undefined {
  if (
    message.startsWith(MESSAGE_OWNED) ||
    message.startsWith(MESSAGE_NO_OWNERSHIP)
  ) {
    return 'secret-owned-by-another';
  }
  return message.startsWith(MESSAGE_IMMUTABLE) ? 'target-immutable' : undefined;
}

/** The first meaning that one of the texts has. */
function kindByTexts(texts: readonly (string | undefined)[]): FailureKind {
  return (
    texts
      .map(text => classifyFailure(text ?? ''))
      .find(kind => kind !== 'other') ?? 'other'
  );
}

function failureOf(
  input: DeliveryInput,
  child: ExternalSecretRecord | undefined,
): Failure | undefined {
  const condition = child?.ready;
  if (!child || condition?.status !== 'False') {
    return undefined;
  }
  const { clusterNow } = input;
  const changedAt = knownTime(condition.changedAt, clusterNow) ?? 0;
  const earliest = changedAt - EVENT_TOLERANCE_MS;
  const [event] = input.events
    .filter(
      entry =>
        entry.reason === EVENT_UPDATE_FAILED && isEventAbout(entry, child),
    )
    .map(entry => withEventTime(entry, clusterNow))
    .filter(({ lastAt }) => lastAt >= earliest)
    .sort((left, right) => right.lastAt - left.lastAt);
  const kind =
    kindByCondition(condition) ??
    kindByTexts([event?.message, condition.message]);
  const isEventAwaited =
    !event &&
    !kindProblem(input, 'events') &&
    mayLack(input, 'events', changedAt + EVENT_DELAY_MS);
  return { kind, condition, event, isEventAwaited };
}

/**
 * Whether a distribution's copy is there whose request is not known yet: only
 * the operator makes copies, and it does so only where they are asked for.
 */
function isAheadOfRequest(
  input: DeliveryInput,
  child: ExternalSecretRecord | undefined,
): boolean {
  if (!child || child.deletedAt !== undefined) {
    return false;
  }
  if (isUnsettled(input, child.createdAt)) {
    input.onAwaited?.(input.clusterNow);
  }
  return (['namespaces', 'clusterexternalsecrets'] as const).some(kind =>
    mayLack(input, kind, child.createdAt),
  );
}

/**
 * Concludes what the checks have in common.
 *
 * @throws Error when there is neither a distribution nor an ExternalSecret
 */
export function createContext(input: DeliveryInput): DeliveryContext {
  const { distribution, externalSecret, namespace } = input;
  const isChild =
    externalSecret &&
    (!distribution || isOwnedBy(externalSecret, distribution));
  const child = isChild ? externalSecret : undefined;
  const source =
    child ??
    (distribution && {
      name: distribution.externalSecretName,
      spec: distribution.spec,
    });
  if (!source) {
    throw new Error(
      `A delivery in ${input.cluster}/${namespace.name} has neither a distribution nor an ExternalSecret`,
    );
  }
  const { name, spec } = source;
  const asking = askingSelector(
    distribution?.selectors ?? [],
    namespace.labels,
  );
  const failedReason = failedReasonOf(input);
  const reported = failedReason?.startsWith(FAILED_SELECTOR)
    ? failedReason
    : undefined;
  const selectorProblem = selectorsProblem(distribution?.selectors ?? []);
  const asked = distribution
    ? asking !== undefined && distribution.deletedAt === undefined
    : findOwningDistribution(child ?? {}) === undefined;
  const isAhead = !asked && isAheadOfRequest(input, child);

  return {
    input,
    spec,
    name,
    secretName: targetOf(name, spec),
    asking,
    requested: asked || isAhead,
    isAheadOfRequest: isAhead,
    selectorProblem: selectorProblem
      ? renderMessage(selectorProblem)
      : reported,
    child,
    foreign: isChild ? undefined : externalSecret,
    failedReason,
    provisionFailure: provisionFailureOf(failedReason, child),
    failure: failureOf(input, child),
    stores: nameStores(input, spec),
    eventsProblem: kindProblem(input, 'events'),
    // Who else writes an object of another kind is not known.
    rivals: spec.targetKind ? NO_RIVALS : input.rivals,
  };
}
