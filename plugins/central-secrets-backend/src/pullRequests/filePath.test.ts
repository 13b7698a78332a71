import fc from 'fast-check';
import { HostType, isSafePath, readFileUrl } from './filePath';
import { parseRepositoryUrl } from './repositoryUrl';

const GITHUB = {
  url: 'https://github.com/acme/clusters',
  type: 'github',
} as const;

describe('readFileUrl', () => {
  it.each<[HostType, string, string]>([
    ['github', 'https://github.com/acme/clusters', '/blob/main/hub/shop.yaml'],
    [
      'gitlab',
      'https://gitlab.com/acme/sub/clusters',
      '/-/blob/main/hub/shop.yaml',
    ],
    [
      'gitea',
      'https://gitea.example.com/acme/clusters',
      '/src/branch/main/hub/shop.yaml',
    ],
    [
      'bitbucketCloud',
      'https://bitbucket.org/acme/clusters',
      '/src/main/hub/shop.yaml',
    ],
    [
      'bitbucketServer',
      'https://bitbucket.example.com/projects/ACME/repos/clusters',
      '/browse/hub/shop.yaml?at=refs%2Fheads%2Fmain',
    ],
  ])('reads the page of a file at %s', (type, url, rest) => {
    expect(readFileUrl(`url:${url}${rest}`, { url, type }, 'main')).toEqual({
      path: 'hub/shop.yaml',
    });
    expect(
      readFileUrl(
        `${url}${rest}`.replace('main', 'other'),
        { url, type },
        'main',
      ),
    ).toEqual({
      refused: 'it names another branch than main, which changes go to',
    });
  });

  it('reads a branch whose name has slashes, and HEAD as the default branch', () => {
    const page = `${GITHUB.url}/blob`;
    expect(
      readFileUrl(`${page}/env/prod/hub/a.yaml`, GITHUB, 'env/prod'),
    ).toEqual({ path: 'hub/a.yaml' });
    expect(readFileUrl(`${page}/HEAD/hub/a.yaml`, GITHUB, 'main')).toEqual({
      path: 'hub/a.yaml',
    });
  });

  it.each([
    'https://evil.example/acme/clusters/blob/main/a.yaml',
    'https://github.com.evil.example/acme/clusters/blob/main/a.yaml',
    'https://github.com@evil.example/acme/clusters/blob/main/a.yaml',
    'https://user:pw@github.com/acme/clusters/blob/main/a.yaml',
    'http://github.com/acme/clusters/blob/main/a.yaml',
    'https://github.com:444/acme/clusters/blob/main/a.yaml',
    'https://github.com/acme/other/blob/main/a.yaml',
    'https://github.com/acme/clusters-2/blob/main/a.yaml',
    'https://github.com/acme/clusters/../other/blob/main/a.yaml',
    'https://github.com/acme/clusters/%2e%2e/other/blob/main/a.yaml',
    'https://github.com/acme/clusters/blob/main/../../../other/blob/main/a',
    'https://github.com/acme/clusters/blob/main/hub/%2e%2e%2f%2e%2e/a.yaml',
    'https://github.com/acme/clusters/blob/main/hub%2Fa.yaml',
    'https://github.com/acme/clusters/blob/main/hub/%252e%252e/a.yaml',
    'https://github.com/acme/clusters/blob/main/hub/..%5c..%5ca.yaml',
    'https://github.com/acme/clusters/blob/main/hub/a.yaml%00.txt',
    'https://github.com/acme/clusters/blob/main/hub/a%0ab.yaml',
    'https://github.com/acme/clusters/blob/main/.git/config',
    'https://github.com/acme/clusters/blob/main//a.yaml',
    'https://github.com/acme/clusters/blob/main/%E0%A4%A',
    'https://github.com/acme/clusters/blob/mainline/a.yaml',
    'https://github.com/acme/clusters/blob/refs/heads/main/a.yaml',
    'https://github.com/acme/clusters/tree/main/hub',
    'https://github.com/acme/clusters',
    'clusters/hub/a.yaml',
    'file:///etc/passwd',
    '',
  ])('refuses %s', text => {
    expect(readFileUrl(text, GITHUB, 'main')).toEqual({
      refused: expect.any(String),
    });
  });

  it('answers a safe path for any address, or refuses it', () => {
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '',
        'hub',
        '%2e%2e',
        '%2F',
        'a.yaml',
        '%5C',
        '@',
        '#',
        '?',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const text = `${GITHUB.url}/blob/main/${pieces.join('/')}`;
        const read = readFileUrl(text, GITHUB, 'main');
        expect('refused' in read || isSafePath(read.path)).toBe(true);
      }),
    );
  });
});

describe('parseRepositoryUrl', () => {
  it('brings the ways of writing one into one form', () => {
    for (const text of [
      'https://GitHub.com/acme/clusters',
      'https://github.com/acme/clusters/',
      'https://github.com/acme/clusters.git',
    ]) {
      expect(parseRepositoryUrl(text)).toEqual({
        url: 'https://github.com/acme/clusters',
        host: 'github.com',
        segments: ['acme', 'clusters'],
      });
    }
  });

  it.each([
    'git@github.com:acme/clusters.git',
    'ssh://git@github.com/acme/clusters',
    'https://token@github.com/acme/clusters',
    'https://github.com/acme',
    'https://github.com/acme/clusters?ref=main',
    'https://github.com/acme/cl%2Fusters',
    'https://github.com/acme//clusters',
  ])('refuses %s', text => {
    expect(parseRepositoryUrl(text)).toBeUndefined();
  });
});
