import { createHash } from 'node:crypto';
import { Plan } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * Names what a plan comes to. The id changes as soon as other labels would
 * change, or another Secret would arrive or leave, so who confirms it confirms
 * that effect and no other.
 */
export function planIdOf(
  distribution: string,
  action: 'add' | 'remove',
  { cluster, namespace, add, remove, arrives, leaves }: Plan,
): string {
  const effect = [
    distribution,
    action,
    cluster,
    namespace,
    Object.entries(add).sort(),
    [...remove].sort(),
    arrives.map(each => [each.distribution, each.secret]).sort(),
    leaves.map(each => [each.distribution, each.secret]).sort(),
  ];
  return createHash('sha256')
    .update(JSON.stringify(effect))
    .digest('hex')
    .slice(0, 16);
}
