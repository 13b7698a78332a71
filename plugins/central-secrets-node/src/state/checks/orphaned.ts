import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { selectorsText } from '../../selection';
import { ExternalSecretRecord } from '../../records';
import { deleteExternalSecret } from '../commands';
import { DeliveryContext } from '../context';
import {
  distributionFact,
  externalSecretFact,
  failedReasonFacts,
  namespaceFact,
  writtenTime,
} from '../evidence';
import { Check } from '../finding';
import { isPast } from '../moments';
import { namespaceFinalizer } from '../operatorTexts';

/**
 * Finds an object that a distribution left behind in a namespace that it does
 * not select:
 *
 * - an ExternalSecret owned by a ClusterExternalSecret of its name, with any
 * uid (a distribution that was created again does not clean up where it was
 * never provisioned);
 * - one without an owner, where the namespace still carries the distribution's
 * finalizer: ESO puts that only where it has provisioned, so the copy was the
 * distribution's once and lost its owner (deletion with `--cascade=orphan`).
 * Without the finalizer, an ExternalSecret without an owner is a team's own.
 *
 * Without a distribution: one whose ClusterExternalSecret does not exist.
 */
export function leftBehind(
  context: DeliveryContext,
): ExternalSecretRecord | undefined {
  const { input, requested, child, foreign } = context;
  if (requested) {
    return undefined;
  }
  if (child) {
    return child;
  }
  const { distribution, namespace } = input;
  const wasProvisioned =
    distribution &&
    namespace.finalizers.includes(namespaceFinalizer(distribution.name));
  return foreign && !foreign.owner && wasProvisioned ? foreign : undefined;
}

export const orphaned: Check = {
  state: 'orphaned',
  find: context => {
    const copy = leftBehind(context);
    if (!copy) {
      return undefined;
    }
    const { distribution, namespace, limits } = context.input;
    const { owner, deletedAt } = copy;
    const isGoing =
      deletedAt !== undefined &&
      !isPast(context.input, deletedAt + limits.pendingUnusualAfterMs);
    return {
      since: deletedAt,
      summary: message(isGoing ? 'copy-leaving' : 'copy-left'),
      evidence: [
        externalSecretFact(
          copy,
          'metadata.ownerReferences',
          owner ? `${owner.kind} ${owner.name} (${owner.uid})` : 'none',
          copy.createdAt,
        ),
        ...(deletedAt === undefined
          ? []
          : [
              externalSecretFact(
                copy,
                'metadata.deletionTimestamp',
                writtenTime(deletedAt),
                deletedAt,
              ),
            ]),
        ...(distribution && !owner
          ? [
              namespaceFact(
                namespace,
                'metadata.finalizers',
                namespaceFinalizer(distribution.name),
              ),
            ]
          : []),
        ...(distribution
          ? [
              distributionFact(
                distribution,
                'spec.namespaceSelectors',
                selectorsText(distribution.selectors),
              ),
            ]
          : []),
        ...failedReasonFacts(context),
      ],
      remedy: isGoing
        ? { by: 'nobody', ...message('await-copy-deletion') }
        : {
            by: 'platform',
            ...message('delete-copy'),
            command: deleteExternalSecret(copy.namespace, copy.name),
          },
    };
  },
};
