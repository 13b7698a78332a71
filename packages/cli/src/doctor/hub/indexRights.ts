import { HubNames } from '@central-secrets/manifest-rules';
import type { ExpectedRights } from './expectedRights';
import { entry, forbiddenToHubReader, LOOK } from './rightsEntries';

/**
 * The account of the hub index. It reads every Secret of the hub, so it must
 * have no way to pass one on.
 */
export function indexRights(names: HubNames): ExpectedRights {
  const { hubNamespace, hubIndex } = names;
  const inHub = { namespace: hubNamespace };
  const where =
    hubIndex.kind === 'ServiceAccount' ? { namespace: hubIndex.namespace } : {};
  return {
    identity: 'hub-index',
    title: 'The hub index',
    subject: hubIndex,
    needs: [
      entry(
        '',
        ['secrets'],
        ['list', 'watch'],
        'it publishes which sources the hub has',
        inHub,
      ),
      entry(
        '',
        ['configmaps'],
        [...LOOK, 'create', 'update'],
        'the index is in ConfigMaps',
        where,
      ),
    ],
    mustNot: forbiddenToHubReader(
      hubNamespace,
      'it could replace a central credential',
    ),
  };
}
