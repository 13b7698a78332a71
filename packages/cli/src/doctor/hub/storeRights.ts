import type { ExpectedRights } from './expectedRights';
import { HubNames } from '@central-secrets/manifest-rules';
import { RightsEntry } from './rights';
import { entry, forbiddenToHubReader, LOOK } from './rightsEntries';

/** The rights that the operator needs to open the store. */
export function tokenOfStore({ store }: HubNames): RightsEntry[] {
  if (store.kind !== 'ServiceAccount') {
    return [];
  }
  const { name, namespace } = store;
  return [
    entry(
      '',
      ['serviceaccounts/token'],
      ['create'],
      "it opens the store with a token of the store's account",
      { namespace, name },
    ),
  ];
}

/**
 * The account of the hub's store. It reads Secrets in the hub. It must not
 * write them, so that every push to the store is refused, whatever its author's
 * rights.
 */
export function storeRights(names: HubNames): ExpectedRights {
  const { hubNamespace, store } = names;
  const inHub = { namespace: hubNamespace };
  return {
    identity: 'store',
    title: "The store's account",
    subject: store,
    needs: [entry('', ['secrets'], LOOK, 'the store reads the hub', inHub)],
    mustNot: forbiddenToHubReader(
      hubNamespace,
      'a push to the store would replace a central credential',
    ),
  };
}
