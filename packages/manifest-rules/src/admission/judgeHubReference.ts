import { Controller, controllerOf } from './controllerOf';
import { fieldAt } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';
import {
  isClusterWide,
  referencesOfEntries,
  StoreReference,
} from './storeReferences';

const PLACE = ['spec'];

/**
 * Returns the objections of the policy `central-secrets-hub-store` to an
 * ExternalSecret, unless a hub owner writes it: it names a store of the hub and
 * is not a copy of a distribution. Takes an object of any shape.
 *
 * @param isCopy - whether a distribution that it names as its owner has made it;
 * by default the ExternalSecret is believed
 * @public
 */
export function judgeHubReference(
  externalSecret: unknown,
  access: HubAccess,
  isCopy: (owner: Controller) => boolean = () => true,
): HubProblem[] {
  const owner = controllerOf(externalSecret, ['ClusterExternalSecret']);
  if (owner && isCopy(owner)) {
    return [];
  }
  const spec = fieldAt(externalSecret, 'spec');
  // A single entry may name a store of its own.
  const references: StoreReference[] = [
    {
      value: fieldAt(spec, 'secretStoreRef'),
      path: [...PLACE, 'secretStoreRef'],
    },
    ...referencesOfEntries(spec, PLACE, 'data', 'sourceRef.storeRef'),
    ...referencesOfEntries(spec, PLACE, 'dataFrom', 'sourceRef.storeRef'),
  ];
  return references.filter(isClusterWide).flatMap(({ value, path }) => {
    const name = fieldAt(value, 'name');
    return typeof name === 'string' && access.hubStores.includes(name)
      ? [{ path, text: `ClusterSecretStore ${name}` }]
      : [];
  });
}
