import { FakeRepository } from '../pullRequests/__testUtils__/FakeRepository';
import { HOST_DOUBLES } from '../pullRequests/__testUtils__/hostDoubles';
import { startHost } from '../pullRequests/__testUtils__/startHost';
import { HostType, parseRepositoryUrl } from '../pullRequests';
import { Proposals, RequestServiceOptions } from '../requests';
import { GitOpsRepository } from '../requests/route';
import { NOW, setUpRequests } from './setUpRequests';

export const REPOSITORY = 'https://gitea.example.com/acme/clusters';
export const FILE = 'clusters/hub/shop.yaml';

/** A namespace's file. */
export const manifestOf = (name: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    team: shop # the owner
`;

/**
 * A request service that changes labels in Git: over fakes, and the double of a
 * host with a repository.
 */
export function setUpGitOps(
  options: Parameters<typeof setUpRequests>[0] & {
    mode?: 'cluster' | 'gitops';
    files?: Readonly<Record<string, string>>;
    entry?: Partial<GitOpsRepository>;
  } = {},
) {
  const double = HOST_DOUBLES.find(({ type }) => type === 'gitea')!;
  const files = options.files ?? { [FILE]: manifestOf('shop') };
  const started = startHost(double, files);
  const entry: GitOpsRepository = {
    url: parseRepositoryUrl(REPOSITORY)!,
    type: double.type as HostType,
    path: 'clusters/{cluster}/{namespace}.yaml',
    ...options.entry,
  };
  const gitops = { repositories: [entry] };
  const hostOf = () => started.host;
  /** The time by which files are remembered. */
  const clock = { now: NOW };
  const requests: RequestServiceOptions['requests'] = {
    mode: options.mode ?? 'gitops',
    gitops,
    allowedLabels: ['secrets/*'],
    requireOwnership: true,
    maxPerMinute: 60,
    protectedNamespaces: ['kube-system'],
  };
  const set = setUpRequests({
    ...options,
    change: {
      requests,
      proposals: new Proposals({ gitops, hostOf, clock: () => clock.now }),
      ...options.change,
    },
  });
  const repository: FakeRepository = started.repository;
  return { ...set, ...started, repository, gitops, hostOf, clock };
}
