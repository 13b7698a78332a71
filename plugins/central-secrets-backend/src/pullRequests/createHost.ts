import {
  DefaultGithubCredentialsProvider,
  getBitbucketCloudRequestOptions,
  getBitbucketServerRequestOptions,
  getGiteaRequestOptions,
  getGitLabIntegrationRelativePath,
  getGitLabRequestOptions,
  ScmIntegrations,
} from '@backstage/integration';
import { HOST_TYPES, HostType } from './filePath';
import { HostClient } from './HostClient';
import { BitbucketCloudHost } from './hosts/BitbucketCloudHost';
import { BitbucketServerHost } from './hosts/BitbucketServerHost';
import { GiteaHost } from './hosts/GiteaHost';
import { GitHubHost } from './hosts/GitHubHost';
import { GitLabHost } from './hosts/GitLabHost';
import { PullRequestHost } from './PullRequestHost';
import { RepositoryUrl } from './repositoryUrl';

/** A repository at a host. */
export interface Repository {
  readonly url: RepositoryUrl;
  /** The branch that changes go to; undefined: the repository's default. */
  readonly branch?: string;
}

/** The page of a repository at each kind of host, for errors. */
const EXAMPLES: Readonly<Record<HostType, string>> = {
  github: 'https://github.com/acme/clusters',
  gitlab: 'https://gitlab.com/acme/platform/clusters',
  gitea: 'https://gitea.example.com/acme/clusters',
  bitbucketCloud: 'https://bitbucket.org/acme/clusters',
  bitbucketServer: 'https://bitbucket.example.com/projects/ACME/repos/clusters',
};

/**
 * The kind of host that a repository is at, by Backstage's integrations.
 *
 * @returns why pull requests cannot be opened there, where they cannot
 */
export function hostTypeOf(
  { url, host, segments }: RepositoryUrl,
  integrations: ScmIntegrations,
): { readonly type: HostType } | { readonly problem: string } {
  const integration = integrations.byUrl(url);
  if (!integration) {
    return {
      problem: `no integration is configured for ${host}; add it under integrations`,
    };
  }
  const type = HOST_TYPES.find(known => known === integration.type);
  if (!type) {
    return {
      problem: `pull requests cannot be opened through the integration ${
        integration.type
      }; use a repository at one of ${HOST_TYPES.join(', ')}`,
    };
  }
  const isComplete =
    type === 'bitbucketServer'
      ? isServerPath(segments)
      : type === 'gitlab' || segments.length === 2;
  return isComplete
    ? { type }
    : {
        problem: `it is not the page of a repository of ${type}; copy it from the browser, such as ${EXAMPLES[type]}`,
      };
}

/** `/projects/KEY/repos/slug`, as Bitbucket Data Center writes it. */
function isServerPath([projects, , repos, ...rest]: readonly string[]) {
  return projects === 'projects' && repos === 'repos' && rest.length === 1;
}

/**
 * Connects to a repository with the credentials of Backstage's integrations.
 *
 * @param send - asks the host; tests give a double
 */
export function createHost(
  { url: repository, branch }: Repository,
  type: HostType,
  integrations: ScmIntegrations,
  send: typeof fetch = fetch,
): PullRequestHost {
  const { url, segments } = repository;
  const [owner, name] = segments;
  switch (type) {
    case 'github': {
      const { config } = integrations.github.byUrl(url)!;
      const credentials =
        DefaultGithubCredentialsProvider.fromIntegrations(integrations);
      const client = new HostClient({
        title: 'GitHub',
        repositoryUrl: url,
        fetch: send,
        apiUrl: config.apiBaseUrl!,
        headers: async () => ({
          ...(await credentials.getCredentials({ url })).headers,
          'x-github-api-version': '2022-11-28',
        }),
        rights: 'Contents and Pull requests, each with read and write',
        configKey: 'integrations.github',
      });
      return new GitHubHost({ client, owner, name, branch });
    }
    case 'gitlab': {
      const { config } = integrations.gitlab.byUrl(url)!;
      const client = new HostClient({
        title: 'GitLab',
        repositoryUrl: url,
        fetch: send,
        apiUrl: config.apiBaseUrl,
        headers: async () => getGitLabRequestOptions(config).headers,
        rights: 'the scope api and the role Developer',
        configKey: 'integrations.gitlab',
      });
      // A GitLab below a path of its server has it in each address.
      const { length } = getGitLabIntegrationRelativePath(config)
        .split('/')
        .filter(Boolean);
      const project = segments.slice(length).join('/');
      return new GitLabHost({ client, project, branch });
    }
    case 'gitea': {
      const { config } = integrations.gitea.byUrl(url)!;
      const client = new HostClient({
        title: 'Gitea',
        repositoryUrl: url,
        fetch: send,
        apiUrl: `${config.baseUrl ?? `https://${config.host}`}/api/v1`,
        headers: async () => getGiteaRequestOptions(config).headers ?? {},
        rights: 'write:repository',
        configKey: 'integrations.gitea',
      });
      return new GiteaHost({ client, owner, name, branch });
    }
    case 'bitbucketCloud': {
      const { config } = integrations.bitbucketCloud.byUrl(url)!;
      const client = new HostClient({
        title: 'Bitbucket Cloud',
        repositoryUrl: url,
        fetch: send,
        apiUrl: config.apiBaseUrl,
        headers: async () =>
          (await getBitbucketCloudRequestOptions(config)).headers,
        rights: 'repository:write and pullrequest:write',
        configKey: 'integrations.bitbucketCloud',
      });
      return new BitbucketCloudHost({ client, workspace: owner, name, branch });
    }
    default: {
      const { config } = integrations.bitbucketServer.byUrl(url)!;
      const client = new HostClient({
        title: 'Bitbucket Data Center',
        repositoryUrl: url,
        fetch: send,
        apiUrl: config.apiBaseUrl,
        headers: async () => getBitbucketServerRequestOptions(config).headers,
        rights: 'REPO_WRITE',
        configKey: 'integrations.bitbucketServer',
      });
      const [, project, , slug] = segments;
      return new BitbucketServerHost({ client, project, slug, branch });
    }
  }
}
