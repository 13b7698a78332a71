import { ConfigReader } from '@backstage/config';
import { readGitOpsOptions } from './gitOpsConfig';

const KEY = 'centralSecrets.requests.gitops.repositories[0]';
const ENTRY = {
  url: 'https://github.com/acme/clusters',
  path: 'clusters/{cluster}/{namespace}.yaml',
};

function read(entry: object, integrations: object = {}) {
  return readGitOpsOptions(
    new ConfigReader({
      integrations,
      centralSecrets: { requests: { gitops: { repositories: [entry] } } },
    } as never),
  );
}

describe('readGitOpsOptions', () => {
  it('is undefined without a repository', () => {
    expect(readGitOpsOptions(new ConfigReader({}))).toBeUndefined();
  });

  it('reads a repository, and the kind of its host', () => {
    expect(
      read(
        {
          url: 'https://git.example.com/acme/clusters.git',
          path: 'values.yaml',
          valuesPath: 'namespaces.{namespace}.labels',
          clusters: ['hub'],
          branch: 'env/prod',
        },
        { gitea: [{ host: 'git.example.com' }] },
      ),
    ).toEqual({
      repositories: [
        {
          url: {
            url: 'https://git.example.com/acme/clusters',
            host: 'git.example.com',
            segments: ['acme', 'clusters'],
          },
          type: 'gitea',
          path: 'values.yaml',
          valuesPath: ['namespaces', '{namespace}', 'labels'],
          clusters: ['hub'],
          branch: 'env/prod',
        },
      ],
    });
  });

  it.each<[object, string, RegExp]>([
    [
      { url: 'git@github.com:acme/clusters' },
      'url',
      /is not the page of a repository/,
    ],
    [
      { url: 'https://token@github.com/acme/clusters' },
      'url',
      /without credentials/,
    ],
    [
      { url: 'https://git.example.com/acme/clusters' },
      'url',
      /no integration is configured for git.example.com; add it/,
    ],
    [
      { url: 'https://github.com/acme/clusters/tree' },
      'url',
      /copy it from the browser/,
    ],
    [
      { url: 'https://dev.azure.com/acme/clusters' },
      'url',
      /through the integration azure; use a repository at one of github/,
    ],
    [
      { path: '../{cluster}/a.yaml' },
      'path',
      /without "\/" at its start, "." or ".."/,
    ],
    [{ path: '/{cluster}/a.yaml' }, 'path', /without/],
    [{ path: '{cluster}/{name}.yaml' }, 'path', /no other placeholders/],
    [{ path: '{cluster}/.git/config' }, 'path', /without/],
    [
      { path: '{namespace}.yaml' },
      'path',
      /use \{cluster\} in it, or set clusters/,
    ],
    [
      { path: '{namespace}.yaml', clusters: ['a', 'b'] },
      'path',
      /use \{cluster\}/,
    ],
    [{ annotatedFolder: 'namespaces' }, 'annotatedFolder', /use \{cluster\}/],
    [{ clusters: [] }, 'clusters', /name a cluster/],
    [{ branch: '../main' }, 'branch', /name of a branch/],
    [{ valuesPath: 'a..b' }, 'valuesPath', /separated by dots/],
    [{ valuesPath: '__proto__.labels' }, 'valuesPath', /separated by dots/],
    [
      { path: '{cluster}/{namespace}/', valuesPath: 'labels' },
      'valuesPath',
      /set path to a file/,
    ],
    [
      { path: '{cluster}/values.yaml', valuesPath: 'labels' },
      'valuesPath',
      /use \{namespace\} in it or in path/,
    ],
    [
      { annotatedFolder: '{cluster}', valuesPath: 'labels' },
      'valuesPath',
      /remove annotatedFolder/,
    ],
  ])('refuses %j', (change, field, remedy) => {
    const call = () =>
      read({ ...ENTRY, ...change }, { azure: [{ host: 'dev.azure.com' }] });
    expect(call).toThrow(`Configuration ${KEY}.${field}: `);
    expect(call).toThrow(remedy);
  });

  it('needs to know where the files are', () => {
    expect(() => read({ url: ENTRY.url })).toThrow(
      /neither path nor annotatedFolder is set; set path to/,
    );
  });
});
