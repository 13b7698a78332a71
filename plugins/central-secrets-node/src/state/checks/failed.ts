import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { editSpec, READ_OPERATOR_LOG } from '../commands';
import { classifyFailure } from '../../text';
import { candidatesFor, causeOfText, findCause } from '../causes';
import { DeliveryContext } from '../context';
import {
  distributionFact,
  externalSecretFact,
  failedReasonFacts,
  failureFacts,
  readyFacts,
  requestFacts,
} from '../evidence';
import { FAILURE_ADVICE, specHolder, specKeeper } from '../failures';
import { Check, Finding } from '../finding';
import {
  DELETED_REASONS,
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

/** The operator could not make or change the copy in this namespace. */
function notProvisioned(context: DeliveryContext): Finding | undefined {
  const { provisionFailure } = context;
  if (!provisionFailure) {
    return undefined;
  }
  const found = causeOfText(classifyFailure(provisionFailure));
  const { remedy } = FAILURE_ADVICE[found.cause](context, provisionFailure);
  return {
    ...found,
    candidates: candidatesFor(context, found, provisionFailure),
    summary: message('not-provisioned'),
    evidence: [...failedReasonFacts(context), ...requestFacts(context)],
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
  const { cause, certainty, fault } = found;
  const { distribution } = context.input;
  const text = failure.event?.message ?? '';
  return {
    cause,
    certainty,
    candidates: candidatesFor(context, found, text),
    since: failure.condition.changedAt,
    ...FAILURE_ADVICE[cause](context, text),
    evidence: [
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
  const { ready } = child ?? {};
  if (!child || ready?.status !== 'True') {
    return undefined;
  }
  const since = ready.changedAt;
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
      summary: message('target-missing', { secret: secretName }),
      evidence,
      remedy: {
        by: 'developer',
        ...message('create-target', {
          secret: secretName,
          namespace: input.namespace.name,
        }),
      },
    };
  }
  const sourceIsGone =
    DELETED_REASONS.has(ready.reason) ||
    (ready.message === MESSAGE_RETAINED && !child.boundSecret);
  if (sourceIsGone) {
    return {
      cause: 'target-missing',
      since,
      summary: message(
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
  if (SYNCED_REASONS.has(ready.reason)) {
    return undefined;
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
    notProvisioned(context) ??
    attemptFailed(context) ??
    readyWithoutSecret(context),
};
