import {
  fieldsOf,
  HUB_INDEX_LABEL,
  hubIndexOf,
  isIndexCurrent,
  parseHubIndexPart,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { HubSources } from '@central-secrets/manifest-rules';
import { ClusterApi, listAll, Refused } from '../../doctor/ClusterApi';
import { FileNote } from '../outcome';

/** The hub as a cluster shows it, or the reason why it shows none. */
export type ReadHub =
  | { readonly sources: HubSources }
  | { readonly note: FileNote };

async function listOrRefusal(api: ClusterApi, path: string) {
  try {
    return await listAll(api, path);
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return error;
  }
}

/** The ClusterSecretStores that read the hub; none where they may not be read. */
async function readStores(
  api: ClusterApi,
  hubNamespace: string,
): Promise<string[]> {
  const stores = await listOrRefusal(
    api,
    '/apis/external-secrets.io/v1/clustersecretstores',
  );
  return stores instanceof Refused
    ? []
    : stores
        .filter(({ spec }) => {
          const { kubernetes } = fieldsOf(fieldsOf(spec).provider);
          return fieldsOf(kubernetes).remoteNamespace === hubNamespace;
        })
        .map(({ metadata }) => String(metadata?.name));
}

/**
 * Reads the hub index of a cluster.
 *
 * @param now - milliseconds; an index that was not renewed for minutes tells nothing
 * @throws Error of one line, where the API server does not answer
 */
export async function readHubSources(
  api: ClusterApi,
  indexNamespace: string,
  now: number,
): Promise<ReadHub> {
  const noted = (message: string): ReadHub => ({
    note: { file: api.context, message },
  });
  const objects = await listOrRefusal(
    api,
    `/api/v1/namespaces/${indexNamespace}/configmaps?labelSelector=${encodeURIComponent(
      `${HUB_INDEX_LABEL}=true`,
    )}`,
  );
  if (objects instanceof Refused) {
    return noted(
      `the hub index may not be read, so the keys of sources are not checked: ${objects.message}`,
    );
  }
  const index = hubIndexOf(
    objects.flatMap(
      object =>
        parseHubIndexPart({
          // Items of a list have no kind of their own.
          apiVersion: 'v1',
          kind: 'ConfigMap',
          ...object,
        }) ?? [],
    ),
  );
  if (!index) {
    return noted(
      `namespace ${indexNamespace} has no hub index, so the keys of sources are not checked`,
    );
  }
  const { head } = index;
  if (!isIndexCurrent(index, now)) {
    return noted(
      `the hub index is of ${new Date(
        head.observedAt,
      ).toISOString()}, so the keys of sources are not checked: look after central-secrets-hub-index`,
    );
  }
  return {
    sources: { index, stores: await readStores(api, head.hubNamespace) },
  };
}
