import {
  HUB_ACCESS_CONFIG_MAP,
  HubAccess,
  parseHubAccess,
} from '@central-secrets/manifest-rules';
import { ClusterApi } from './ClusterApi';

/**
 * The ConfigMap with the identities that the policies trust, where it could be
 * read.
 */
export interface ReadAccess {
  /** The API server's HTTP status. */
  readonly status: number;
  /** The data of the ConfigMap as written; empty where it could not be read. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same, typed; absent where it could not be read. */
  readonly access?: HubAccess;
}

/** Reads the identities that the policies trust. */
export async function readAccess(
  api: ClusterApi,
  hubNamespace: string,
): Promise<ReadAccess> {
  const { status, body } = await api.ask(
    'GET',
    `/api/v1/namespaces/${hubNamespace}/configmaps/${HUB_ACCESS_CONFIG_MAP}`,
  );
  if (status !== 200) {
    return { status, data: {} };
  }
  const data = body.data ?? {};
  return { status, data, access: parseHubAccess(data) };
}
