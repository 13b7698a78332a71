import { serveBitbucketCloud } from './doubles/bitbucketCloud';
import { serveBitbucketServer } from './doubles/bitbucketServer';
import { serveGitea } from './doubles/gitea';
import { serveGitHub } from './doubles/gitHub';
import { serveGitLab } from './doubles/gitLab';
import { base64, Serve } from './doubles/serve';

/** A host, its configuration, and its double. */
export interface HostDouble {
  readonly type: string;
  readonly repositoryUrl: string;
  readonly apiUrl: string;
  /** Backstage's `integrations`. */
  readonly integrations: object;
  /** The header by which it knows the token. */
  readonly authorization: string;
  readonly serve: Serve;
}

/** Not a real token. */
const TOKEN = 'test-token';

/** Every kind of host that pull requests are opened at. */
export const HOST_DOUBLES: readonly HostDouble[] = [
  {
    type: 'github',
    repositoryUrl: 'https://github.com/acme/clusters',
    apiUrl: 'https://api.github.com',
    integrations: { github: [{ host: 'github.com', token: TOKEN }] },
    authorization: `Bearer ${TOKEN}`,
    serve: serveGitHub,
  },
  {
    type: 'gitlab',
    repositoryUrl: 'https://gitlab.example.com/acme/platform/clusters',
    apiUrl: 'https://gitlab.example.com/api/v4',
    integrations: {
      gitlab: [
        {
          host: 'gitlab.example.com',
          apiBaseUrl: 'https://gitlab.example.com/api/v4',
          token: TOKEN,
        },
      ],
    },
    authorization: `Bearer ${TOKEN}`,
    serve: serveGitLab,
  },
  {
    type: 'gitea',
    repositoryUrl: 'https://gitea.example.com/acme/clusters',
    apiUrl: 'https://gitea.example.com/api/v1',
    integrations: { gitea: [{ host: 'gitea.example.com', password: TOKEN }] },
    authorization: `token ${TOKEN}`,
    serve: serveGitea,
  },
  {
    type: 'bitbucketCloud',
    repositoryUrl: 'https://bitbucket.org/acme/clusters',
    apiUrl: 'https://api.bitbucket.org/2.0',
    integrations: {
      bitbucketCloud: [{ username: 'x-token-auth', appPassword: TOKEN }],
    },
    authorization: `Basic ${base64(`x-token-auth:${TOKEN}`)}`,
    serve: serveBitbucketCloud,
  },
  {
    type: 'bitbucketServer',
    repositoryUrl: 'https://bitbucket.example.com/projects/ACME/repos/clusters',
    apiUrl: 'https://bitbucket.example.com/rest/api/1.0',
    integrations: {
      bitbucketServer: [{ host: 'bitbucket.example.com', token: TOKEN }],
    },
    authorization: `Bearer ${TOKEN}`,
    serve: serveBitbucketServer,
  },
];
