import { DeliveryContext } from '../context';
import {
  describeNamespace,
  READ_OPERATOR_LOG,
  removeFinalizers,
} from '../commands';
import { namespaceFact, writtenTime } from '../evidence';
import { Check } from '../finding';
import { isNamespaceFinalizer, namespaceFinalizer } from '../operatorTexts';
import { Remedy } from '../../delivery';

function isLong({ input }: DeliveryContext): boolean {
  const { namespace, clusterNow, limits } = input;
  const { deletedAt = clusterNow } = namespace;
  return clusterNow - deletedAt > limits.pendingUnusualAfterMs;
}

/**
 * ESO takes its finalizer off a namespace that a distribution still selects,
 * and forgets it on one that it selects no more
 * (https://github.com/external-secrets/external-secrets/issues/6677). Of the
 * finalizers here only that of this delivery's distribution can be judged so;
 * a delivery without a distribution speaks for all that outlast the usual time.
 */
function leftFinalizers(context: DeliveryContext): string[] {
  const { distribution, namespace } = context.input;
  if (!distribution) {
    return isLong(context)
      ? namespace.finalizers.filter(isNamespaceFinalizer)
      : [];
  }
  if (context.requested) return [];
  const own = namespaceFinalizer(distribution.name);
  return namespace.finalizers.filter(finalizer => finalizer === own);
}

function remedyFor(context: DeliveryContext): Remedy {
  const { namespace } = context.input;
  const left = leftFinalizers(context);
  if (left.length > 0) {
    return {
      by: 'platform',
      text: `Take away the finalizer that was left behind (${left.join(
        ', ',
      )}): the operator does not do it for a namespace that is no longer selected`,
      command: removeFinalizers(namespace.name, namespace.finalizers, left),
    };
  }
  if (!isLong(context)) {
    return { by: 'nobody', text: 'Wait: Kubernetes is deleting the namespace' };
  }
  return namespace.finalizers.some(isNamespaceFinalizer)
    ? {
        by: 'platform',
        text: 'See why the operator does not take its finalizers off the namespace',
        command: READ_OPERATOR_LOG,
      }
    : {
        by: 'platform',
        text: 'See what keeps the namespace from being deleted',
        command: describeNamespace(namespace.name),
      };
}

export const terminating: Check = {
  state: 'terminating',
  find: context => {
    const { namespace } = context.input;
    const { deletedAt, finalizers } = namespace;
    if (deletedAt === undefined) return undefined;
    const left = leftFinalizers(context);
    return {
      since: deletedAt,
      summary:
        left.length > 0
          ? 'The namespace is being deleted and is held by a finalizer that was left behind'
          : 'The namespace is being deleted',
      evidence: [
        namespaceFact(
          namespace,
          'metadata.deletionTimestamp',
          writtenTime(deletedAt),
          deletedAt,
        ),
        ...finalizers.map((finalizer, index) =>
          namespaceFact(namespace, `metadata.finalizers[${index}]`, finalizer),
        ),
      ],
      remedy: remedyFor(context),
    };
  },
};
