import { DeliveryContext } from '../context';
import {
  describeNamespace,
  READ_OPERATOR_LOG,
  removeCopyFinalizer,
  removeFinalizers,
} from '../commands';
import { externalSecretFact, namespaceFact, writtenTime } from '../evidence';
import { Check } from '../finding';
import { isPast } from '../moments';
import {
  COPY_FINALIZER,
  isNamespaceFinalizer,
  mayBeShortened,
  namespaceFinalizer,
} from '../operatorTexts';
import { ExternalSecretRecord } from '../../records';
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
      ? namespace.finalizers.filter(
          finalizer =>
            isNamespaceFinalizer(finalizer) && !mayBeShortened(finalizer),
        )
      : [];
  }
  if (context.requested) {
    return [];
  }
  const own = namespaceFinalizer(distribution.name);
  return namespace.finalizers.filter(finalizer => finalizer === own);
}

/**
 * The ExternalSecret that holds the namespace: Kubernetes deletes it first, and
 * only the operator takes its finalizer away
 * (https://github.com/external-secrets/external-secrets/issues/6380).
 */
function holdingCopy(
  context: DeliveryContext,
): ExternalSecretRecord | undefined {
  const { externalSecret } = context.input;
  const isHeld =
    externalSecret?.deletedAt !== undefined &&
    externalSecret.finalizers?.includes(COPY_FINALIZER) &&
    isLong(context);
  return isHeld ? externalSecret : undefined;
}

function remedyFor(context: DeliveryContext): Remedy {
  const { namespace } = context.input;
  const copy = holdingCopy(context);
  if (copy) {
    return {
      by: 'platform',
      ...message('release-copy', {
        name: copy.name,
        finalizer: COPY_FINALIZER,
      }),
      command: removeCopyFinalizer(copy, COPY_FINALIZER),
    };
  }
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
    const copy = holdingCopy(context);
    return {
      since: deletedAt,
      summary: copy
        ? message('namespace-held-by-copy', { name: copy.name })
        : message(left.length > 0 ? 'namespace-held' : 'namespace-terminating'),
      evidence: [
        ...(copy
          ? [
              externalSecretFact(
                copy,
                'metadata.finalizers',
                COPY_FINALIZER,
                copy.deletedAt,
              ),
            ]
          : []),
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
