import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { editSpec, READ_OPERATOR_LOG } from '../commands';
import { classifyFailure } from '../../text';
import { candidatesFor, findCause, findCopyCause } from '../causes';
import { DeliveryContext } from '../context';
import {
  distributionFact,
  externalSecretFact,
  failedReasonFacts,
  explainedFacts,
  failureFacts,
  readyFacts,
  requestFacts,
  sourceFact,
} from '../evidence';
import { FAILURE_ADVICE } from '../failures';
import { specHolder, specKeeper } from '../specOwner';
import { Check, Finding } from '../finding';
import { adviseOnStore } from '../storeFaults';
import {
  DELETED_REASONS,
  FAILED_FINALIZER,
  FINALIZER_TOO_LONG,
  LONGEST_NAME_IN_FINALIZER,
  MESSAGE_RETAINED,
  MISSING_REASONS,
  SYNCED_REASONS,
} from '../operatorTexts';

/** The distribution reaches no namespace, although this one asks. */
function selectorInvalid(context: DeliveryContext): Finding | undefined {
  const { input, selectorProblem } = context;
  const { distribution } = input;
  if (!distribution || !selectorProblem) {
    return undefined;
  }
  return {
    cause: 'selector-invalid',
    summary: message('selector-invalid'),
    evidence: [
      distributionFact(
        distribution,
        'spec.namespaceSelectors',
        selectorProblem,
      ),
      ...failedReasonFacts(context),
      ...requestFacts(context),
    ],
    remedy: {
      by: 'platform',
      ...message('correct-selector', { distribution: distribution.name }),
      command: editSpec(context),
    },
  };
}

/**
 * The operator marks each namespace with a finalizer that holds the
 * distribution's name. Before 2.14 it does not shorten one that is too long, and
 * reaches no namespace
 * (https://github.com/external-secrets/external-secrets/issues/7016).
 */
function nameTooLong(context: DeliveryContext): Finding | undefined {
  const { input, provisionFailure } = context;
  const { distribution } = input;
  if (
    !distribution ||
    distribution.name.length <= LONGEST_NAME_IN_FINALIZER ||
    !provisionFailure?.startsWith(FAILED_FINALIZER)
  ) {
    return undefined;
  }
  const isSaid = provisionFailure.includes(FINALIZER_TOO_LONG);
  if (!isSaid && classifyFailure(provisionFailure) !== 'other') {
    return undefined;
  }
  return {
    cause: 'name-too-long',
    certainty: isSaid ? 'proven' : 'likely',
    summary: message('name-too-long', { distribution: distribution.name }),
    evidence: [...failedReasonFacts(context), ...requestFacts(context)],
    remedy: {
      by: 'platform',
      ...message('shorten-name', {
        externalSecret: distribution.externalSecretName,
      }),
    },
  };
}

/** The operator could not make or change the copy in this namespace. */
function notProvisioned(context: DeliveryContext): Finding | undefined {
  const { provisionFailure } = context;
  if (!provisionFailure) {
    return undefined;
  }
  const found = findCopyCause(context, provisionFailure);
  const { cause, certainty, refused } = found;
  const { remedy } = FAILURE_ADVICE[cause](context, provisionFailure, refused);
  return {
    cause,
    certainty,
    candidates: candidatesFor(context, found, provisionFailure),
    summary: message('not-provisioned'),
    evidence: [
      ...(refused?.facts ?? []),
      ...failedReasonFacts(context),
      ...requestFacts(context),
    ],
    remedy,
  };
}

/** The last attempt failed. */
function attemptFailed(context: DeliveryContext): Finding | undefined {
  const { failure } = context;
  if (!failure) {
    return undefined;
  }
  const found = findCause(context, failure);
  const { cause, certainty, fault, source, refused, explained } = found;
  const { distribution } = context.input;
  const text = failure.event?.message ?? '';
  return {
    cause,
    certainty,
    candidates: candidatesFor(context, found, text),
    since: failure.condition.changedAt,
    ...(explained
      ? adviseOnStore(explained, context.input)
      : FAILURE_ADVICE[cause](context, text, { ...source, ...refused })),
    evidence: [
      ...(source ? [sourceFact(source)] : []),
      ...(refused?.facts ?? []),
      ...explainedFacts(explained),
      ...(fault && distribution
        ? [distributionFact(distribution, fault.field, fault.message)]
        : []),
      ...failureFacts(context),
    ],
  };
}

/** Ready=True although the Secret does not exist. */
function readyWithoutSecret(context: DeliveryContext): Finding | undefined {
  const { child, secretName, input } = context;
  const { targetKind } = context.spec;
  const named = targetKind && { kind: targetKind, name: secretName };
  const { ready } = child ?? {};
  if (!child || ready?.status !== 'True') {
    return undefined;
  }
  const since = ready.changedAt;
  const sourceIsGone =
    DELETED_REASONS.has(ready.reason) ||
    // Only a Secret is ever bound.
    (ready.message === MESSAGE_RETAINED && !child.boundSecret && !named);
  if (SYNCED_REASONS.has(ready.reason) && !sourceIsGone) {
    return undefined;
  }
  const evidence = [
    ...readyFacts(child),
    externalSecretFact(
      child,
      'spec.target.creationPolicy',
      child.spec.creationPolicy,
    ),
  ];

  if (MISSING_REASONS.has(ready.reason)) {
    return {
      cause: 'target-missing',
      since,
      summary: named
        ? message('target-missing.other-kind', named)
        : message('target-missing', { secret: secretName }),
      evidence,
      remedy: {
        by: 'developer',
        ...(named
          ? message('create-target.other-kind', {
              ...named,
              namespace: input.namespace.name,
            })
          : message('create-target', {
              secret: secretName,
              namespace: input.namespace.name,
            })),
      },
    };
  }
  if (sourceIsGone) {
    return {
      cause: 'target-missing',
      since,
      summary: named
        ? message('source-gone.other-kind', named)
        : message(
            DELETED_REASONS.has(ready.reason) ? 'source-gone' : 'source-empty',
            { secret: secretName },
          ),
      evidence: [
        ...evidence,
        externalSecretFact(
          child,
          'spec.target.deletionPolicy',
          child.spec.deletionPolicy,
        ),
      ],
      remedy: {
        by: specKeeper(context),
        ...message('restore-source', { definition: specHolder(context) }),
        command: editSpec(context),
      },
    };
  }
  return {
    cause: 'other',
    since,
    summary: message('reason-unknown', { reason: ready.reason || 'none' }),
    evidence,
    remedy: {
      by: 'platform',
      ...message('check-secret'),
      command: READ_OPERATOR_LOG,
    },
  };
}

export const failed: Check = {
  state: 'failed',
  find: context =>
    selectorInvalid(context) ??
    nameTooLong(context) ??
    notProvisioned(context) ??
    attemptFailed(context) ??
    readyWithoutSecret(context),
};
