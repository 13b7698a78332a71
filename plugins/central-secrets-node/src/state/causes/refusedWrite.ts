import { AdmissionGate } from '../../records';
import { FailureCause, FailureKind } from '../../text';
import { DeliveryContext, Failure } from '../context';
import { FAILED_COPY, STAGE_READ, STAGE_WRITE } from '../operatorTexts';
import { gateFact } from '../refusalEvidence';
import { CauseCheck, FoundCause, UNKNOWN_CAUSE } from './foundCause';
import {
  areOthersExcluded,
  currentFacts,
  findGates,
  findWriteRefusal,
  RefusedWrite,
} from './foundRefusal';

/** What may be said of a write that the API server refused. */
const TOLD_AS: readonly FailureKind[] = ['other', 'permission', 'quota'];

/** The details of operators from 2.14 on that a policy or a webhook may be behind. */
const REFUSED =
  /^could not update secret: Kubernetes API (?:access denied|request failed)$/;
/** What they say of an invalid object, and of one that a ValidatingAdmissionPolicy denies: both are errors 422. */
const INVALID =
  /^could not update secret: Kubernetes object validation failed$/;

/** Whether the operator says one of these; the event of older operators says more than the condition. */
function says(pattern: RegExp, { condition, event }: Failure): boolean {
  return pattern.test(condition.message) || pattern.test(event?.message ?? '');
}

/** The write of a delivery's Secret; undefined: it writes another kind, or nothing. */
function secretWrite({
  child,
  spec,
}: DeliveryContext): RefusedWrite | undefined {
  if (spec.targetKind || spec.creationPolicy === 'None') {
    return undefined;
  }
  const isMerged = spec.creationPolicy === 'Merge';
  const wasWritten = child?.refreshedAt !== undefined;
  return {
    resource: 'secrets',
    verb: isMerged || wasWritten ? 'update' : 'create',
    // A Secret may have been there before, or may be gone since.
    isGuessed: !isMerged,
  };
}

/**
 * The API server refuses the Secret: by a right, a quota, or a policy or
 * webhook. The last is what remains where the others are ruled out.
 */
export const refusedWrite: CauseCheck = (context, failure) => {
  const { kind, condition } = failure;
  const facts = currentFacts(context);
  const write = secretWrite(context);
  if (!write || condition.message.startsWith(STAGE_READ)) {
    return undefined;
  }
  if (kind === 'invalid-secret' && says(INVALID, failure)) {
    return deniedOrInvalid(context, write);
  }
  if (!facts || !TOLD_AS.includes(kind)) {
    return undefined;
  }
  const { name } = context.input.namespace;
  const found = findWriteRefusal(facts, write, name);
  if (found && (kind === 'other' || kind === found.cause)) {
    const isStageKnown = condition.message.startsWith(STAGE_WRITE);
    return {
      cause: found.cause,
      certainty: isStageKnown ? found.certainty : 'likely',
      refused: found,
    };
  }
  return kind === 'other' && says(REFUSED, failure)
    ? refusedByGate(context, write)
    : undefined;
};

/** A policy or a webhook that is asked, where rights and quotas are ruled out. */
function refusedByGate(
  context: DeliveryContext,
  write: RefusedWrite,
): FoundCause | undefined {
  const facts = currentFacts(context);
  const gates = facts ? findGates(facts, write, context) : [];
  return facts && gates.length > 0 && areOthersExcluded(facts)
    ? {
        cause: 'admission',
        certainty: 'likely',
        refused: {
          refusal: { gates },
          facts: gates.map(gate => gateFact(gate, facts.askedAt)),
        },
      }
    : undefined;
}

/**
 * A text that fits an invalid Secret and a policy. An Opaque Secret has hardly
 * anything that could be invalid; one of another type may lack what its type
 * needs.
 */
function deniedOrInvalid(
  context: DeliveryContext,
  write: RefusedWrite,
): FoundCause | undefined {
  const { input, spec } = context;
  const facts = currentFacts(context);
  const isOpaque = spec.targetType === 'Opaque';
  const policies = facts
    ? findGates(facts, write, context).filter(
        ({ kind }) => kind === 'ValidatingAdmissionPolicy',
      )
    : [];
  // Where the manifest was judged, it makes no invalid Secret: that cause comes before.
  if (facts && policies.length > 0 && isOpaque && input.faults) {
    return {
      cause: 'admission',
      certainty: 'likely',
      refused: {
        refusal: { gates: policies },
        facts: policies.map(gate => gateFact(gate, facts.askedAt)),
      },
    };
  }
  const isNoPolicy = facts?.gates !== undefined && policies.length === 0;
  return (isOpaque && !isNoPolicy) || policies.length > 0
    ? UNKNOWN_CAUSE
    : undefined;
}

/** The write of a delivery's copy. */
function copyWrite({ child, foreign }: DeliveryContext): RefusedWrite {
  return {
    resource: 'externalsecrets',
    verb: child || foreign ? 'update' : 'create',
    isGuessed: false,
  };
}

/** What the cluster says about the write of a delivery. */
export interface JudgedWrite {
  /** The policies and webhooks that are asked about it. */
  readonly gates: readonly AdmissionGate[];
  /** The causes that rights, quotas and policies rule out. */
  readonly excluded: readonly FailureCause[];
}

/** Judges the write of a delivery: of its Secret, or of the copy where there is no attempt yet. */
export function judgeWrite(context: DeliveryContext): JudgedWrite {
  const facts = currentFacts(context);
  const write = context.failure ? secretWrite(context) : copyWrite(context);
  if (!facts || !write) {
    return { gates: [], excluded: [] };
  }
  const gates = findGates(facts, write, context);
  const { name } = context.input.namespace;
  const refused = findWriteRefusal(facts, write, name)?.cause;
  const excluded: FailureCause[] = [];
  if (facts.operatorRights && refused !== 'permission') {
    excluded.push('permission');
  }
  if (facts.quotas && refused !== 'quota') {
    excluded.push('quota');
  }
  if (facts.gates && gates.length === 0) {
    excluded.push('admission');
  }
  return { gates, excluded };
}

/**
 * Why the copy could not be made or changed, where no text tells it.
 *
 * @param said - the operator's reason
 */
export function findCopyRefusal(
  context: DeliveryContext,
  kind: FailureKind,
  said: string,
): FoundCause | undefined {
  const facts = currentFacts(context);
  if (!facts || !TOLD_AS.includes(kind)) {
    return undefined;
  }
  const write = copyWrite(context);
  // Another step may have failed, such as the finalizer of the namespace.
  const isWriteKnown = said.startsWith(FAILED_COPY);
  const found = findWriteRefusal(facts, write, context.input.namespace.name);
  if (found && (kind === 'other' || kind === found.cause)) {
    return {
      cause: found.cause,
      certainty: isWriteKnown ? found.certainty : 'likely',
      refused: found,
    };
  }
  return kind === 'other' && isWriteKnown
    ? refusedByGate(context, write)
    : undefined;
}
