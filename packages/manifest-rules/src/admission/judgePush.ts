import { Controller, controllerOf } from './controllerOf';
import { fieldAt, hasField } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';
import {
  isClusterWide,
  referencesOfEntries,
  StoreReference,
} from './storeReferences';

/** The store in words; undefined where the reference cannot mean the hub's. */
function hubStoreOf(
  { value }: StoreReference,
  access: HubAccess,
): string | undefined {
  const name = fieldAt(value, 'name');
  const isNamed =
    name !== undefined && name !== '' && !hasField(value, 'labelSelector');
  // Labels of stores change: whether it means the hub's is not known today.
  if (!isNamed) {
    return 'cluster-wide stores that are selected by their labels';
  }
  return typeof name === 'string' && access.hubStores.includes(name)
    ? `ClusterSecretStore ${name}`
    : undefined;
}

/**
 * Returns the objections of the policy `central-secrets-hub-pushes` to a
 * PushSecret, or the same of a ClusterPushSecret, unless a hub owner writes it:
 * it may replace values in the hub. Takes an object of any shape.
 *
 * @param isMade - whether a ClusterPushSecret that it names as its owner has made
 * it, and is judged itself; by default the PushSecret is believed
 * @public
 */
export function judgePush(
  push: unknown,
  access: HubAccess,
  isMade: (owner: Controller) => boolean = () => true,
): HubProblem[] {
  const owner = controllerOf(push, ['ClusterPushSecret']);
  if (owner && isMade(owner)) {
    return [];
  }
  const place = hasField(push, 'spec.pushSecretSpec')
    ? ['spec', 'pushSecretSpec']
    : ['spec'];
  const spec = fieldAt(push, place.join('.'));
  const references: StoreReference[] = [
    ...referencesOfEntries(spec, place, 'secretStoreRefs'),
    // From 2.3 on an entry of dataTo names a store too.
    ...referencesOfEntries(spec, place, 'dataTo', 'storeRef'),
  ];
  return references.filter(isClusterWide).flatMap(reference => {
    const text = hubStoreOf(reference, access);
    return text === undefined ? [] : [{ path: reference.path, text }];
  });
}
