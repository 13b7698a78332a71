import { HubAccess } from '@central-secrets/manifest-rules';
import { ClusterApi, pagesOf, Refused } from '../ClusterApi';
import { DoctorFinding, notExamined, problem } from '../finding';
import { trustedAccounts } from './trustedAccounts';

const ARGO_CD = '/apis/argoproj.io/v1alpha1';

/** How many names a finding shows. */
const NAMED = 10;

/** An entry of a project's list of cluster-wide kinds. */
interface KindPattern {
  readonly group?: unknown;
  readonly kind?: unknown;
}

/**
 * Whether a pattern of Argo CD matches a name; `*` is any text, `?` any
 * character.
 */
function matches(pattern: unknown, name: string): boolean {
  if (typeof pattern !== 'string') {
    return false;
  }
  const parts = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const expression = parts.replace(/\*+/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`).test(name);
}

function includesNamespaces(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.some(
      (entry: KindPattern | null) =>
        matches(entry?.group, '') && matches(entry?.kind, 'Namespace'),
    )
  );
}

/** Whether an application of a project may bring a Namespace with labels of its choice. */
function mayBringNamespaces(project: any): boolean {
  return (
    includesNamespaces(project?.spec?.clusterResourceWhitelist) &&
    !includesNamespaces(project?.spec?.clusterResourceBlacklist)
  );
}

/**
 * Whether an application puts a request label on the namespace that Argo CD
 * creates for it.
 */
function setsRequestLabels(application: any, prefix: string): boolean {
  const { labels } =
    application?.spec?.syncPolicy?.managedNamespaceMetadata ?? {};
  return Object.keys(labels ?? {}).some(key => key.startsWith(prefix));
}

async function namesOf(
  api: ClusterApi,
  resource: string,
  isMeant: (object: any) => boolean,
): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pagesOf(api, `${ARGO_CD}/${resource}`)) {
    for (const object of page) {
      const { namespace, name } = object.metadata ?? {};
      if (isMeant(object)) {
        names.push(`${namespace}/${name}`);
      }
    }
  }
  return names;
}

function shown(names: readonly string[]): string {
  const more = names.length - NAMED;
  const some = names.slice(0, NAMED).join(', ');
  return more > 0 ? `${some} and ${more} more` : some;
}

/**
 * Explains the consequence of policies that trust Argo CD: its controller sets
 * every label that an application asks for. Reports the existing projects and
 * applications; without Argo CD, or without its trust, it reports nothing.
 */
export async function argoCdFindings(
  api: ClusterApi,
  access: HubAccess,
): Promise<DoctorFinding[]> {
  const accounts = trustedAccounts(access).filter(
    ({ name, keys }) =>
      name.endsWith('application-controller') &&
      keys.includes('request-label-users'),
  );
  const { requestLabelPrefix } = access;
  const findings: DoctorFinding[] = [];
  for (const { user } of accounts) {
    try {
      const projects = await namesOf(api, 'appprojects', mayBringNamespaces);
      const applications = await namesOf(api, 'applications', application =>
        setsRequestLabels(application, requestLabelPrefix),
      );
      const ways = [
        ...(projects.length > 0
          ? [
              `projects whose applications may bring a Namespace with any label: ${shown(
                projects,
              )}`,
            ]
          : []),
        ...(applications.length > 0
          ? [
              `applications that label the namespace created for them: ${shown(
                applications,
              )}`,
            ]
          : []),
      ];
      if (ways.length === 0) {
        continue;
      }
      findings.push(
        problem(
          'gitops-may-set-request-labels',
          user,
          `request-label-users trusts it, so it sets any request label that an application asks for; ${ways.join(
            '; ',
          )}`,
          'allow Namespaces only in a project that no team can write to, or remove the line from request-label-users',
        ),
      );
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      // This cluster has no Argo CD.
      if (error.status === 404) {
        continue;
      }
      findings.push(
        notExamined(
          user,
          `request-label-users trusts it, and Argo CD's projects may not be read: ${error.message}`,
        ),
      );
    }
  }
  return findings;
}
