import { readHubIndexOptions } from './options';

describe('readHubIndexOptions', () => {
  it('has a default for everything', () => {
    expect(readHubIndexOptions([])).toEqual({
      hubNamespace: 'central-secret-store',
      indexNamespace: 'central-secrets-index',
      once: false,
    });
  });

  it('takes each option', () => {
    expect(
      readHubIndexOptions([
        '--hub-namespace=hub',
        '--index-namespace=index',
        '--kubeconfig=file',
        '--context=here',
        '--once',
      ]),
    ).toEqual({
      hubNamespace: 'hub',
      indexNamespace: 'index',
      kubeconfig: 'file',
      context: 'here',
      once: true,
    });
    expect(readHubIndexOptions(['--help'])).toEqual({ help: true });
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--hub-namespace', 'a/b'], '"a/b" is not the name of a namespace'],
    [['--index-namespace', ''], '"" is not the name of a namespace'],
    [
      ['--index-namespace', 'central-secret-store'],
      expect.stringContaining('a namespace of its own'),
    ],
  ])('says what is wrong with %j', (args, mistake) => {
    expect(readHubIndexOptions(args)).toEqual({ mistake });
  });
});
