import { ANNOTATION_ALLOWED_OWNERS, ANNOTATION_SELF_SERVICE } from '../labels';
import { canonicalOwnerRefs } from './bindings';
import { DistributionRecord } from './records';

/** Whether somebody may ask for a distribution themselves, and if not, why. @public */
export type Offer =
  | { readonly offered: true }
  | { readonly offered: false; readonly reason: string };

/**
 * Whether a distribution offers itself to the owners of an entity: it says
 * `central-secrets/self-service: "true"`, and names one of them under
 * `central-secrets/allowed-owners`, or has no such list. A list that names
 * nobody offers it to nobody.
 *
 * @param ownerRefs - entity refs of the entity's owners
 * @public
 */
export function isOfferedTo(
  distribution: Pick<DistributionRecord, 'annotations' | 'deletedAt'>,
  ownerRefs: readonly string[],
): Offer {
  const { annotations, deletedAt } = distribution;
  if (deletedAt !== undefined) {
    return { offered: false, reason: 'The distribution is being deleted' };
  }
  if (annotations[ANNOTATION_SELF_SERVICE] !== 'true') {
    return {
      offered: false,
      reason: 'Not self-service: the platform team gives it out',
    };
  }
  const list = annotations[ANNOTATION_ALLOWED_OWNERS];
  if (list === undefined) return { offered: true };

  const allowed = list
    .split(',')
    .map(ref => ref.trim())
    .filter(ref => ref !== '');
  const owners = canonicalOwnerRefs(ownerRefs);
  if ([...canonicalOwnerRefs(allowed)].some(ref => owners.has(ref))) {
    return { offered: true };
  }
  return {
    offered: false,
    reason:
      allowed.length === 0
        ? 'Its list of allowed owners is empty'
        : `Only for ${allowed.join(', ')}`,
  };
}
