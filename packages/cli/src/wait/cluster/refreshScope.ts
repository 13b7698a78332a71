import { findOwningDistribution } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Scope } from '../scope';
import { ApiClient } from './ApiClient';
import { Copies, FORCE_SYNC } from './Copies';
import { Facts, PATHS } from './readFacts';
import { involvedSubjects } from './toWaited';

/**
 * Asks the operator to sync every delivery of a scope now. The operator passes
 * the annotation of a distribution on to all of its copies, and removes it from
 * a copy that has one of its own; so a copy is refreshed through its
 * distribution, in every namespace.
 *
 * @throws ApiProblem
 */
export async function refreshScope(
  api: ApiClient,
  scope: Scope,
  facts: Facts,
  copies: Copies,
  mark: string,
): Promise<void> {
  const paths = new Set<string>();
  for (const { distribution, copy } of involvedSubjects(scope, facts, copies)) {
    const name =
      distribution?.record.name ??
      (copy && findOwningDistribution(copy.record));
    if (name !== undefined) {
      paths.add(`${PATHS.distributions}/${name}`);
    } else if (copy) {
      const { namespace, name: own } = copy.record;
      paths.add(`${PATHS.copies(namespace)}/${own}`);
    }
  }
  for (const path of paths) {
    await api.patch(path, {
      metadata: { annotations: { [FORCE_SYNC]: mark } },
    });
  }
}
