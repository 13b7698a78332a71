import { DeliveryContext } from '../context';
import {
  describeNamespace,
  READ_OPERATOR_LOG,
  removeFinalizers,
} from '../commands';
import { namespaceFact, writtenTime } from '../evidence';
import { Check } from '../finding';
import { isPast } from '../moments';
import { isNamespaceFinalizer, namespaceFinalizer } from '../operatorTexts';
import { Remedy } from '../delivery';
import {
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * The maximum number of finalizers of a namespace that are shown; beyond it,
 * only their number is.
 */
const MOST_FINALIZERS = 10;

function isLong({ input }: DeliveryContext): boolean {
  const { namespace, clusterNow, limits } = input;
  const { deletedAt = clusterNow } = namespace;
  return isPast(input, deletedAt + limits.pendingUnusualAfterMs);
}

/**
 * ESO removes its finalizer from a namespace that a distribution still selects,
 * and forgets it on one that it no longer selects
 * (https://github.com/external-secrets/external-secrets/issues/6677). Among the
 * finalizers here, this holds only for the one of this delivery's distribution;
 * a delivery without a distribution speaks for all that outlast the usual time.
 */
function leftFinalizers(context: DeliveryContext): string[] {
  const { distribution, namespace } = context.input;
  if (!distribution) {
    return isLong(context)
      ? namespace.finalizers.filter(isNamespaceFinalizer)
      : [];
  }
  if (context.requested) {
    return [];
  }
  const own = namespaceFinalizer(distribution.name);
  return namespace.finalizers.filter(finalizer => finalizer === own);
}

function remedyFor(context: DeliveryContext): Remedy {
  const { namespace } = context.input;
  const left = leftFinalizers(context);
  if (left.length > 0) {
    return {
      by: 'platform',
      ...message('remove-finalizers', firstNames(left)),
      command: removeFinalizers(namespace.name, namespace.finalizers, left),
    };
  }
  if (!isLong(context)) {
    return { by: 'nobody', ...message('await-namespace-deletion') };
  }
  return namespace.finalizers.some(isNamespaceFinalizer)
    ? {
        by: 'platform',
        ...message('check-finalizers'),
        command: READ_OPERATOR_LOG,
      }
    : {
        by: 'platform',
        ...message('check-namespace-deletion'),
        command: describeNamespace(namespace.name),
      };
}

export const terminating: Check = {
  state: 'terminating',
  find: context => {
    const { namespace } = context.input;
    const { deletedAt, finalizers } = namespace;
    if (deletedAt === undefined) {
      return undefined;
    }
    const left = leftFinalizers(context);
    return {
      since: deletedAt,
      summary: message(
        left.length > 0 ? 'namespace-held' : 'namespace-terminating',
      ),
      evidence: [
        namespaceFact(
          namespace,
          'metadata.deletionTimestamp',
          writtenTime(deletedAt),
          deletedAt,
        ),
        ...finalizers
          .slice(0, MOST_FINALIZERS)
          .map((finalizer, index) =>
            namespaceFact(
              namespace,
              `metadata.finalizers[${index}]`,
              finalizer,
            ),
          ),
        ...(finalizers.length > MOST_FINALIZERS
          ? [
              namespaceFact(
                namespace,
                'metadata.finalizers',
                `${finalizers.length - MOST_FINALIZERS} more`,
              ),
            ]
          : []),
      ],
      remedy: remedyFor(context),
    };
  },
};
