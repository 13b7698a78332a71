import {
  HUB_INDEX_CURRENT_MS,
  HUB_INDEX_HEAD_NAME,
  parseHubIndexPart,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { HubNames } from '@central-secrets/manifest-rules';
import { ClusterApi } from '../ClusterApi';
import { CheckResult, problem, unknown } from '../finding';

/** What is known of a hub's index. */
export interface IndexExamination {
  /** Whether its account exists; a hub without an index is complete. */
  readonly isDeployed: boolean;
  readonly result: CheckResult;
}

/**
 * Whether the hub has an index, and whether that is renewed. The identity that
 * asks may not be allowed to read the index: then nothing is said about its age.
 */
export async function checkHubIndex(
  api: ClusterApi,
  { hubIndex, hubNamespace }: HubNames,
): Promise<IndexExamination> {
  const nothing = (scope: string) => ({
    check: 'hub-index' as const,
    scope,
    findings: [],
  });
  if (hubIndex.kind !== 'ServiceAccount') {
    return { isDeployed: true, result: nothing('of another account') };
  }
  const { namespace, name } = hubIndex;
  const folder = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const account = await api.ask(
    'GET',
    `${folder}/serviceaccounts/${encodeURIComponent(name)}`,
  );
  if (account.status === 404) {
    return { isDeployed: false, result: nothing('not deployed') };
  }
  if (account.status !== 200) {
    const finding = unknown(
      `ServiceAccount ${namespace}/${name}`,
      `may not be read (${account.status}), so it is not known whether the hub has an index`,
    );
    return {
      isDeployed: false,
      result: { ...nothing('its account'), findings: [finding] },
    };
  }
  const head = await api.ask(
    'GET',
    `${folder}/configmaps/${HUB_INDEX_HEAD_NAME}`,
  );
  const part = head.status === 200 ? parseHubIndexPart(head.body) : undefined;
  const about = `ConfigMap ${namespace}/${HUB_INDEX_HEAD_NAME}`;
  const findings = [];
  if (part?.part === 'head') {
    const { observedAt, hubNamespace: indexed } = part.head;
    if (indexed !== hubNamespace) {
      findings.push(
        problem(
          'hub-index-of-another',
          about,
          `is the index of namespace ${indexed}, and not of ${hubNamespace}: Backstage does not use it`,
          `run central-secrets hub-index with --hub-namespace ${hubNamespace}`,
        ),
      );
    } else if (head.at && head.at - observedAt > HUB_INDEX_CURRENT_MS) {
      findings.push(
        problem(
          'hub-index-old',
          about,
          `was last renewed ${new Date(
            observedAt,
          ).toISOString()}: Backstage no longer uses it`,
          `see why its program does not run: kubectl describe pods -n ${namespace}`,
        ),
      );
    }
  }
  return {
    isDeployed: true,
    result: {
      check: 'hub-index',
      scope: part ? 'its account and its age' : 'its account',
      findings,
    },
  };
}
