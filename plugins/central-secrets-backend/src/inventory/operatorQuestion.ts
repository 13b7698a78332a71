import {
  Fields,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import {
  KnownRelease,
  leastReleaseOf,
  oldestReleaseOf,
  readOperatorDeployments,
} from '@central-secrets/manifest-rules';
import { getJson, toFault } from '../kubernetes';
import { KnownOperator } from './types';

const GROUP = 'apis/external-secrets.io/v1';
const DOCUMENTS = '/openapi/v3';

/**
 * Returns a function that asks a cluster for the release of its operator: from
 * the image of its Deployment, else from the fields that its API has. It answers
 * undefined where neither tells, and throws where the cluster does not answer.
 *
 * Only the namespace of the operator's account counts: a team may create a
 * Deployment anywhere else. The document of an API has some MiB, so it is read
 * again only after a change.
 *
 * @param account - the operator's service account, as `namespace/name`
 */
export function createOperatorQuestion(
  connection: ClusterConnection,
  account: string,
): (signal: AbortSignal) => Promise<KnownOperator | undefined> {
  const [namespace, accountName] = account.split('/');
  const deploymentsPath = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  let document: { readonly id: unknown; readonly least?: KnownRelease } = {
    id: undefined,
  };

  /** undefined: the reader may not read it, or the cluster does not serve it. */
  async function read(
    path: string,
    signal: AbortSignal,
  ): Promise<Fields | undefined> {
    try {
      return fieldsOf(await getJson(connection, { path, signal }));
    } catch (error) {
      const { code } = toFault(error);
      if (code === 'forbidden' || code === 'not-installed') {
        return undefined;
      }
      throw error;
    }
  }

  async function readLeast(signal: AbortSignal) {
    const documents = fieldsOf((await read(DOCUMENTS, signal))?.paths);
    // Its query has a hash of the document.
    const id = fieldsOf(documents[GROUP]).serverRelativeURL;
    if (id === undefined || id !== document.id) {
      const whole =
        id === undefined
          ? undefined
          : await read(`${DOCUMENTS}/${GROUP}`, signal);
      document = { id, least: leastReleaseOf(whole) };
    }
    return document.least;
  }

  return async signal => {
    const { items } = (await read(deploymentsPath, signal)) ?? {};
    const deployments = readOperatorDeployments(
      Array.isArray(items) ? items : [],
      accountName,
    );
    const flags =
      deployments.length > 0
        ? {
            handlesPushes: deployments.some(
              ({ pushFlagsOn }) => pushFlagsOn.length > 0,
            ),
          }
        : {};
    const release = oldestReleaseOf(deployments);
    if (release) {
      return { release, source: 'deployment', ...flags };
    }
    const least = await readLeast(signal);
    return least && { release: least, source: 'api', ...flags };
  };
}
