import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  message,
  Plan,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  hideCredentials,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { PullRequestHistory, RequestHistory } from '../../history';
import { LostAnswerError, PullRequest } from '../../pullRequests';
import { requireFulfilled } from '../guards';
import { isEmpty } from '../plan';
import { planSettled } from '../planSettled';
import { recordAnswered } from '../recordAnswered';
import { namespaceFileOf, Route, RouteTarget } from '../route';
import { NamespacePlan, recordOf, SettledRequest } from '../SettledRequest';
import { PreparedProposal, Proposals } from './Proposals';

/** What requests by pull request stand on. */
export type ProposedRequestsOptions = Parameters<typeof planSettled>[2] & {
  readonly proposals: Proposals;
  readonly history: RequestHistory;
  readonly pullRequests: PullRequestHistory;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly logger: LoggerService;
};

type PullRequestRoute = Extract<Route, { kind: 'pull-request' }>;

const NOT_APPLIED = {
  applied: false,
  requestId: null,
  mode: 'gitops',
  pullRequestUrl: null,
} as const;

/** Carries settled requests out by pull requests. No cluster is written to. */
export class ProposedRequests {
  readonly #options: ProposedRequestsOptions;

  constructor(options: ProposedRequestsOptions) {
    this.#options = options;
  }

  /** Says which lines of which file a request would change, and changes nothing. */
  async rehearse(
    request: SettledRequest,
    route: PullRequestRoute,
  ): Promise<RequestResponse> {
    const planned = await this.#plan(request, route);
    const answer = { ...NOT_APPLIED, plan: planned.plan };
    if (isEmpty(planned.change)) {
      return answer;
    }
    const { proposals } = this.#options;
    const prepared = await proposals.prepare(
      targetOf(request, planned),
      { action: request.action, plan: planned.plan },
      { dryRun: true },
    );
    const open = await proposals.findOpen(prepared);
    return {
      ...answer,
      pullRequestUrl: open?.url ?? null,
      proposal: toProposal(prepared),
    };
  }

  /** Opens the pull request of a request, or finds the open one. */
  async carryOut(
    request: SettledRequest,
    route: PullRequestRoute,
  ): Promise<RequestResponse> {
    const { history, newId, clock, proposals } = this.#options;
    const planned = await this.#plan(request, route);
    const { plan, change: labels } = planned;
    requireFulfilled({ ...request, plan });
    const id = newId();
    const { reason } = request;
    const entry = recordOf(request, labels);
    await history.begin({ ...entry, id, requestedAt: clock(), reason });
    try {
      if (isEmpty(labels)) {
        await this.#recordEnd(id, { outcome: 'unchanged', labels });
        return { ...NOT_APPLIED, plan, applied: true, requestId: id };
      }
      const facts = { ...entry, plan, reason };
      const target = targetOf(request, planned);
      const prepared = await proposals.prepare(target, facts);
      const opened = await proposals.propose(prepared, facts);
      await this.#recordEnd(id, {
        outcome: 'proposed',
        labels,
        pullRequestUrl: opened.url,
      });
      await this.#recordOpen(opened, prepared, { ...entry, openedAt: clock() });
      return {
        ...NOT_APPLIED,
        plan,
        requestId: id,
        pullRequestUrl: opened.url,
        proposal: toProposal(prepared),
      };
    } catch (error) {
      await this.#recordEnd(id, {
        outcome: error instanceof LostAnswerError ? 'unknown' : 'failed',
        labels,
        detail: redactText(String(error)),
      });
      throw error;
    }
  }

  async #plan(
    request: SettledRequest,
    { manager }: PullRequestRoute,
  ): Promise<NamespacePlan> {
    const { cluster, namespace: name } = request;
    const namespace = cluster.namespace(name);
    if (!namespace) {
      throw new NotFoundError(
        `namespace: ${name} is no longer in cluster ${cluster.name}`,
      );
    }
    const planned = await planSettled(request, namespace, this.#options);
    return manager && !isEmpty(planned.change)
      ? { ...planned, plan: withManager(planned.plan, manager) }
      : planned;
  }

  async #recordOpen(
    { url, id }: PullRequest,
    { file }: PreparedProposal,
    entry: Omit<
      Parameters<PullRequestHistory['recordOpen']>[0],
      'url' | 'number' | 'repository'
    >,
  ): Promise<void> {
    const { logger, pullRequests } = this.#options;
    const repository = file.entry.url.url;
    await recordAnswered(logger, `Pull request ${url}`, () =>
      pullRequests.recordOpen({
        ...entry,
        url,
        number: id,
        repository,
      }),
    );
  }

  #recordEnd(...end: Parameters<RequestHistory['finish']>): Promise<void> {
    const { history, logger } = this.#options;
    return recordAnswered(logger, `The end of request ${end[0]}`, () =>
      history.finish(...end),
    );
  }
}

/** The namespace whose file is edited. */
function targetOf(
  { cluster, entity }: SettledRequest,
  { namespace }: NamespacePlan,
): RouteTarget {
  return {
    cluster: cluster.name,
    namespace,
    namespaceFile: namespaceFileOf(entity),
  };
}

/** Says why the label is not changed at once, as elsewhere on the platform. */
function withManager(
  plan: Plan,
  { controller, mark }: NonNullable<PullRequestRoute['manager']>,
): Plan {
  const { namespace } = plan;
  const because = message('changed-in-git', { controller, namespace, mark });
  return { ...plan, warnings: [because, ...plan.warnings] };
}

function toProposal({
  file: { entry, path, base },
  edited,
}: PreparedProposal): NonNullable<RequestResponse['proposal']> {
  return {
    repositoryUrl: entry.url.url,
    path,
    branch: base.branch,
    lines: edited.lines.map(({ change, line, text }) => ({
      change,
      line,
      // A comment on a line of a label is not ours.
      text: hideCredentials(text),
    })),
  };
}
