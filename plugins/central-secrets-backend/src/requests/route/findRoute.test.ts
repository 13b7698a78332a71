import { parseRepositoryUrl } from '../../pullRequests';
import {
  annotationOf,
  findRoute,
  RouteOptions,
  RouteTarget,
} from './findRoute';
import { GitOpsRepository } from './gitOpsConfig';

const entry = (change: Partial<GitOpsRepository> = {}): GitOpsRepository => ({
  url: parseRepositoryUrl('https://github.com/acme/clusters')!,
  type: 'github',
  path: '{cluster}/{namespace}.yaml',
  ...change,
});
const options = (
  mode: RouteOptions['mode'],
  ...repositories: GitOpsRepository[]
): RouteOptions => ({
  mode,
  ...(repositories.length > 0 ? { gitops: { repositories } } : {}),
});
const target = (
  labels: Record<string, string> = {},
  change: Partial<RouteTarget> = {},
): RouteTarget => ({
  cluster: 'hub',
  namespace: { name: 'shop', labels, annotations: {} },
  ...change,
});

const FLUX = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
const ONLY_ANNOTATED = entry({ path: undefined, annotatedFolder: '{cluster}' });

describe('findRoute', () => {
  it.each<[string, RouteOptions, RouteTarget, string]>([
    ['in mode cluster', options('cluster', entry()), target(), 'cluster'],
    ['in mode disabled', options('disabled', entry()), target(FLUX), 'cluster'],
    ['in mode gitops', options('gitops', entry()), target(), 'pull-request'],
    [
      'of a managed namespace',
      options('cluster', entry()),
      target(FLUX),
      'pull-request',
    ],
    [
      'of a managed namespace without a file',
      options('cluster'),
      target(FLUX),
      'namespace-in-git',
    ],
    [
      'that has to be reviewed',
      options('cluster', entry()),
      target({}, { isReviewed: true }),
      'pull-request',
    ],
    [
      'that has to be reviewed, without a file',
      options('cluster'),
      target({}, { isReviewed: true }),
      'review-needs-file',
    ],
    [
      'of a managed namespace without a file that has to be reviewed',
      options('cluster'),
      target(FLUX, { isReviewed: true }),
      'namespace-in-git',
    ],
    ['without a repository', options('gitops'), target(), 'requests-in-git'],
    [
      'of another cluster',
      options('gitops', entry({ clusters: ['edge'] })),
      target(),
      'no-namespace-file',
    ],
    [
      'that only an annotation could name',
      options('gitops', ONLY_ANNOTATED),
      target(),
      'no-namespace-file',
    ],
    [
      'that an annotation names',
      options('gitops', ONLY_ANNOTATED),
      target({}, { namespaceFile: 'x' }),
      'pull-request',
    ],
  ])('of a label %s', (_, given, asked, expected) => {
    const route = findRoute(given, asked);
    expect(route.kind === 'none' ? route.refusal.code : route.kind).toBe(
      expected,
    );
  });

  it('says which controller manages the namespace, where that is the reason', () => {
    expect(findRoute(options('cluster', entry()), target(FLUX))).toEqual({
      kind: 'pull-request',
      manager: {
        controller: 'Flux',
        mark: 'kustomize.toolkit.fluxcd.io/name',
      },
    });
  });

  it.each([
    'argocd.argoproj.io/tracking-id',
    'argocd.argoproj.io/instance',
    'kustomize.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/name',
  ])('knows a managed namespace by %s, as label or annotation', mark => {
    const byLabel = target({ [mark]: 'x' });
    const byAnnotation = target(
      {},
      { namespace: { name: 'shop', labels: {}, annotations: { [mark]: 'x' } } },
    );
    for (const each of [byLabel, byAnnotation]) {
      expect(findRoute(options('cluster'), each).kind).toBe('none');
    }
  });
});

describe('annotationOf', () => {
  it('looks at the beginning of a long address alone', () => {
    const namespaceFile = 'a'.repeat(1_000_000);
    expect(annotationOf(target({}, { namespaceFile }))).toHaveLength(2_000);
  });
});
