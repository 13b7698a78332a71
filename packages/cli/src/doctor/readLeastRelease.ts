import { KnownRelease, leastReleaseOf } from '@central-secrets/manifest-rules';
import { ClusterApi } from './ClusterApi';

/**
 * The least release of the operator that serves the fields which the API server
 * publishes; undefined where it publishes none.
 */
export async function readLeastRelease(
  api: ClusterApi,
): Promise<KnownRelease | undefined> {
  const { status, body } = await api.ask(
    'GET',
    '/openapi/v3/apis/external-secrets.io/v1',
  );
  return status === 200 ? leastReleaseOf(body) : undefined;
}
