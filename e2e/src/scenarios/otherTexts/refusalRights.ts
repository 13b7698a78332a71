import { join } from 'node:path';
import { REPOSITORY_DIRECTORY } from '../../framework/paths';
import { Platform } from '../../framework/platform';

/**
 * What the reader needs, and the rights that the API server tells of the
 * operator: the operator of the tests is an administrator of another name.
 */
const LAYERS = ['refusals', 'operator'].map(layer =>
  join(REPOSITORY_DIRECTORY, 'deploy/base', layer),
);

/**
 * Lets Backstage's reader ask why something is refused, with the layers of
 * deploy/.
 *
 * @returns a function that removes the rights again
 */
export async function grantRefusalRights({
  controlPlane: { kubectl },
}: Platform): Promise<() => Promise<void>> {
  for (const layer of LAYERS) {
    await kubectl.run(['apply', '--server-side', '-k', layer]);
  }
  return async () => {
    for (const layer of LAYERS) {
      await kubectl.run(['delete', '-k', layer]);
    }
  };
}
