import { FaultFacts, HubAccess } from '@central-secrets/manifest-rules';
import { ClusterApi, listAll, Refused } from './ClusterApi';
import { CheckResult } from './finding';

/** Whether the policy of a name refuses, by what the check of the policies found; undefined where that is not known. */
function refuses(
  { findings }: CheckResult,
  policy: string,
): boolean | undefined {
  const own = findings.filter(({ about }) => about.endsWith(` ${policy}`));
  if (
    own.some(
      ({ code }) => code !== 'cannot-examine' && code !== 'policy-differs',
    )
  ) {
    return false;
  }
  return own.length === 0 ? true : undefined;
}

async function readDistributions(
  api: ClusterApi,
): Promise<string[] | undefined> {
  try {
    const objects = await listAll(
      api,
      '/apis/external-secrets.io/v1/clusterexternalsecrets',
    );
    return objects.map(({ metadata }) => String(metadata?.name));
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return undefined;
  }
}

/** What decides which faults of the operator bite this hub. */
export async function readFaultFacts(
  api: ClusterApi,
  access: HubAccess,
  admission: CheckResult,
): Promise<FaultFacts> {
  const distributions = await readDistributions(api);
  const templates = refuses(admission, 'central-secrets-team-templates');
  return {
    refusedTemplateFunctions:
      templates === false ? [] : access.refusedTemplateFunctions,
    templatesFromObjectsAllowed: access.templatesFromObjectsAllowed,
    teamStoresChecked: refuses(admission, 'central-secrets-team-stores'),
    ...(distributions ? { distributions } : {}),
  };
}
