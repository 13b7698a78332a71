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
      text: `See whether an operator with controller class ${otherClass} runs: only that one serves the store ${context.spec.store.name}`,
      command: describeStore(context),
    };
  }
  return isUnusuallyLong(context)
    ? {
        by: 'platform',
        text: 'See whether the operator runs, and what it says',
        command: READ_OPERATOR_LOG,
      }
    : { by: 'nobody', text: 'Wait: this usually takes less than 10 seconds' };
}

function summaryOf(context: DeliveryContext): string {
  const { input, child } = context;
  const otherClass = otherClassOf(context);
  if (otherClass) {
    return `The store is served by controller class ${otherClass}, and an operator of another class passes it over without a word`;
  }
  if (context.isAheadOfRequest) {
    return 'The operator has just made the copy, and what asks for it is not known here yet';
  }
  if (!child)
    return 'It was asked for, and the operator has not made the copy yet';
  if (child.deletedAt === undefined) {
    return 'The operator has not attempted it yet';
  }
  return input.distribution
    ? 'The copy is being deleted, and the operator will make it again'
    : 'It is being deleted';
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
