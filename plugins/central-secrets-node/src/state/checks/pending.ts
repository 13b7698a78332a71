import {
  message,
  Message,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { StoreRecord } from '../../records';
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
import { isPast } from '../moments';
import { enableReconciler, isIgnored } from '../neverReconciled';
import { isUnusuallyLong, requestedAt } from '../requestTime';

/** The name of the operator's controller class where its `--controller-class` says nothing else. */
const DEFAULT_CONTROLLER_CLASS = 'default';

/**
 * A store of another controller class: the operator passes over an
 * ExternalSecret that reads one, without a status or an event.
 */
function storeOfOtherClass({
  stores,
  child,
}: DeliveryContext): StoreRecord | undefined {
  return child && !child.ready
    ? stores
        .map(({ record }) => record)
        .find(
          record =>
            record?.controller &&
            record.controller !== DEFAULT_CONTROLLER_CLASS,
        )
    : undefined;
}

/** A write that met another one is repeated at once, and is no failure until then. */
function isRepeated({ failure, input }: DeliveryContext): boolean {
  const { changedAt } = failure?.condition ?? {};
  return (
    failure?.kind === 'write-conflict' &&
    changedAt !== undefined &&
    !isPast(input, changedAt + input.limits.pendingUnusualAfterMs)
  );
}

function remedyFor(context: DeliveryContext): Remedy {
  const store = storeOfOtherClass(context);
  if (store) {
    return {
      by: 'platform',
      ...message('check-controller-class', {
        controllerClass: store.controller ?? '',
        store: store.name,
      }),
      command: describeStore(store, context.input),
    };
  }
  if (isIgnored(context)) {
    return enableReconciler('clusterexternalsecrets');
  }
  return isUnusuallyLong(context) && !isRepeated(context)
    ? {
        by: 'platform',
        ...message('check-operator'),
        command: READ_OPERATOR_LOG,
      }
    : { by: 'nobody', ...message('await-copy') };
}

function summaryOf(context: DeliveryContext): Message<SummaryCode> {
  const { input, child } = context;
  const store = storeOfOtherClass(context);
  if (store) {
    return message('other-controller-class', {
      controllerClass: store.controller ?? '',
    });
  }
  if (context.isAheadOfRequest) {
    return message('request-not-seen');
  }
  if (isIgnored(context)) {
    return message('distribution-ignored');
  }
  if (isRepeated(context)) {
    return message('write-repeated');
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
    const { child, provisionFailure, selectorProblem } = context;
    const store = storeOfOtherClass(context);
    if (child) {
      const isAttempted =
        child.ready !== undefined && child.ready.status !== 'Unknown';
      if (
        isAttempted &&
        child.deletedAt === undefined &&
        !isRepeated(context) &&
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
        ...(store
          ? [storeFact(store, 'spec.controller', store.controller ?? '')]
          : []),
      ],
      remedy: remedyFor(context),
    };
  },
};
