import {
  message,
  Message,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Remedy } from '../delivery';
import { describeStore, READ_OPERATOR_LOG } from '../commands';
import { DeliveryContext } from '../context';
import {
  externalSecretFact,
  readyFacts,
  requestFacts,
  storeFact,
  writtenTime,
} from '../evidence';
import { Check } from '../finding';
import { isUnusuallyLong, requestedAt } from '../requestTime';

/** The name of the operator's controller class where its `--controller-class` says nothing else. */
const DEFAULT_CONTROLLER_CLASS = 'default';

/** A store of another controller class, which the operator passes over without a word. */
function otherClassOf({ input, child }: DeliveryContext): string | undefined {
  const controller = input.store?.controller;
  return child && !child.ready && controller !== DEFAULT_CONTROLLER_CLASS
    ? controller
    : undefined;
}

function remedyFor(context: DeliveryContext): Remedy {
  const otherClass = otherClassOf(context);
  if (otherClass) {
    return {
      by: 'platform',
      ...message('check-controller-class', {
        controllerClass: otherClass,
        store: context.spec.store.name,
      }),
      command: describeStore(context),
    };
  }
  return isUnusuallyLong(context)
    ? {
        by: 'platform',
        ...message('check-operator'),
        command: READ_OPERATOR_LOG,
      }
    : { by: 'nobody', ...message('await-copy') };
}

function summaryOf(context: DeliveryContext): Message<SummaryCode> {
  const { input, child } = context;
  const otherClass = otherClassOf(context);
  if (otherClass) {
    return message('other-controller-class', { controllerClass: otherClass });
  }
  if (context.isAheadOfRequest) {
    return message('request-not-seen');
  }
  if (!child) {
    return message('copy-awaited');
  }
  if (child.deletedAt === undefined) {
    return message('attempt-awaited');
  }
  return message(input.distribution ? 'copy-deleted' : 'declared-deleted');
}

export const pending: Check = {
  state: 'pending',
  find: context => {
    const { input, child, provisionFailure, selectorProblem } = context;
    if (child) {
      const isAttempted =
        child.ready !== undefined && child.ready.status !== 'Unknown';
      if (
        isAttempted &&
        child.deletedAt === undefined &&
        // Its outcome counts once the request is known.
        !context.isAheadOfRequest
      ) {
        return undefined;
      }
    } else if (provisionFailure || selectorProblem) {
      // Attempted, and failed before there was a copy.
      return undefined;
    }
    return {
      since: requestedAt(context),
      summary: summaryOf(context),
      evidence: [
        ...requestFacts(context),
        ...(child
          ? [
              externalSecretFact(
                child,
                'metadata.creationTimestamp',
                writtenTime(child.createdAt),
                child.createdAt,
              ),
              ...readyFacts(child),
            ]
          : []),
        ...(input.store && otherClassOf(context)
          ? [
              storeFact(
                input.store,
                'spec.controller',
                input.store.controller ?? '',
              ),
            ]
          : []),
      ],
      remedy: remedyFor(context),
    };
  },
};
