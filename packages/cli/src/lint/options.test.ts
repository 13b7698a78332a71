import { DEFAULT_RULE_SETTINGS } from '@central-secrets/manifest-rules';
import { LINT_HELP, readLintOptions } from './options';

const DEFAULTS = {
  paths: ['hub'],
  format: 'human',
  maxWarnings: undefined,
  settings: {
    ...DEFAULT_RULE_SETTINGS,
    complete: false,
    hub: undefined,
    operatorVersion: undefined,
    fromFiles: true,
    gitops: undefined,
  },
  oneCluster: false,
  each: [],
  kustomize: [],
  exclude: [],
};

describe('readLintOptions', () => {
  it('judges by the default settings, where nothing else is said', () => {
    expect(readLintOptions(['hub'])).toEqual(DEFAULTS);
  });

  it.each<[string[], object]>([
    [['--format', 'sarif'], { format: 'sarif' }],
    [['--max-warnings', '3'], { maxWarnings: 3 }],
    [['--max-warnings', '999999999'], { maxWarnings: 999_999_999 }],
    [['--strict'], { maxWarnings: 0 }],
    [['--strict', '--max-warnings', '3'], { maxWarnings: 0 }],
    [['--kustomize', 'a', '--kustomize', 'b'], { kustomize: ['a', 'b'] }],
    [['--each', 'clusters/*', '--each', 'b'], { each: ['clusters/*', 'b'] }],
    [['--exclude', 'a, b,', '--exclude', 'c'], { exclude: ['a', 'b', 'c'] }],
  ])('reads %j', (args, changes) => {
    expect(readLintOptions([...args, 'hub'])).toEqual({
      ...DEFAULTS,
      ...changes,
    });
  });

  it.each<[string[], object]>([
    [['--complete'], { complete: true }],
    [['--hub'], { hub: true }],
    [['--operator-version', 'v2.9.0'], { operatorVersion: 'v2.9.0' }],
    [['--gitops', 'argocd'], { gitops: 'argocd' }],
    [['--expected-namespaces', '7'], { expectedNamespaces: 7 }],
    [['--protected-namespaces', 'a, b,'], { protectedNamespaces: ['a', 'b'] }],
    [['--protected-namespaces', ''], { protectedNamespaces: [] }],
    [['--request-labels', 'a/*,b/*'], { requestLabels: ['a/*', 'b/*'] }],
    [['--secret-labels', 'owner'], { secretLabels: ['owner'] }],
  ])('reads the setting %j', (args, changes) => {
    expect(readLintOptions([...args, 'hub'])).toEqual({
      ...DEFAULTS,
      settings: { ...DEFAULTS.settings, ...changes },
    });
  });

  it.each([
    [
      ['a', '-'],
      ['a', '-'],
    ],
    [['--each', 'clusters/*'], []],
    [['--kustomize', 'overlay'], []],
  ])('takes the input of %j', (args, paths) => {
    expect(readLintOptions(args)).toMatchObject({ paths });
  });

  it.each([['--help'], ['-h'], ['--help', '--format', 'xml']])(
    'shows the help for %s',
    (...args) => {
      expect(readLintOptions(args)).toEqual({ help: true });
    },
  );

  it('names the defaults of lists in the help', () => {
    const help = LINT_HELP.join('\n');
    expect(help).toContain(
      '(default: central-secret-store,central-secrets-index,',
    );
    expect(help).toContain('(default: managed-by,source,secret-type)');
  });

  it.each([
    [[], 'name a file, a folder, or - for standard input'],
    [
      ['--format', 'xml', 'hub'],
      'there is no format "xml": use human, json, sarif',
    ],
    [['--gitops', 'flux', 'hub'], '--gitops takes argocd, and not "flux"'],
    [
      ['--operator-version', 'new', 'hub'],
      '--operator-version takes a version such as 2.9, and not "new"',
    ],
    ...['few', '-1', '1.5', '1e3', '1234567890', '', ' 1', '1 '].map(
      (number): [string[], string] => [
        [`--max-warnings=${number}`, 'hub'],
        `--max-warnings takes a whole number such as 10, and not "${number}"`,
      ],
    ),
    [
      ['--expected-namespaces', 'many', 'hub'],
      '--expected-namespaces takes a whole number such as 10, and not "many"',
    ],
    [['--nonsense', 'hub'], "Unknown option '--nonsense'"],
  ])('explains the mistake in %j', (args, mistake) => {
    expect(readLintOptions(args)).toEqual({ mistake });
  });
});
