import { LoggerService } from '@backstage/backend-plugin-api';
import { hasLabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { PullRequestHistory, RecordedPullRequest } from '../../history';
import { Inventory } from '../../inventory';
import { RateLimitedError } from '../../pullRequests';
import { GitOpsOptions } from '../route';
import { HostOf } from './Proposals';

/** How many open pull requests one run asks their hosts about. */
const ASKED = 20;
/** How many merged ones one run compares with the inventory. */
const COMPARED = 500;

/** What the watch stands on. */
export interface PullRequestWatchOptions {
  readonly gitops: GitOpsOptions;
  readonly hostOf: HostOf;
  readonly pullRequests: PullRequestHistory;
  readonly inventory: Inventory;
  readonly clock: () => number;
  readonly logger: LoggerService;
}

/**
 * Looks at what became of pull requests, so that pages can show it without
 * asking a host: however many people look, a host gets at most 20 requests for
 * each run.
 */
export class PullRequestWatch {
  readonly #options: PullRequestWatchOptions;

  constructor(options: PullRequestWatchOptions) {
    this.#options = options;
  }

  /** One run; to be called by one replica at a time. Ends early with the signal. */
  async run(signal?: AbortSignal): Promise<void> {
    await this.#readStates(signal);
    await this.#findApplied();
  }

  async #readStates(signal: AbortSignal | undefined): Promise<void> {
    const { pullRequests } = this.#options;
    /** The repositories whose host takes no more requests. */
    const limited = new Set<string>();
    for (const recorded of await pullRequests.openOnes(ASKED)) {
      if (signal?.aborted) {
        return;
      }
      if (!limited.has(recorded.repository)) {
        const isLimited = await this.#readState(recorded);
        if (isLimited) {
          limited.add(recorded.repository);
        }
      }
    }
  }

  /** Returns whether the host takes no more requests. */
  async #readState(recorded: RecordedPullRequest): Promise<boolean> {
    const { gitops, hostOf, pullRequests, clock, logger } = this.#options;
    const { url, number, repository } = recorded;
    const entry = gitops.repositories.find(each => each.url.url === repository);
    let state = recorded.state;
    let isLimited = false;
    try {
      if (!entry) {
        throw new Error(
          `its repository is no longer in centralSecrets.requests.gitops.repositories`,
        );
      }
      ({ state } = await hostOf(entry).read(number));
    } catch (error) {
      isLimited = error instanceof RateLimitedError;
      logger.warn(
        `Cannot read the state of pull request ${url}: ${
          (error as Error).message
        }`,
      );
    }
    // Also after an error: the others have their turn before this one again.
    await pullRequests.recordState(url, state, clock());
    return isLimited;
  }

  /** A merged one is done when the namespace has its labels. */
  async #findApplied(): Promise<void> {
    const { pullRequests, inventory, clock } = this.#options;
    for (const recorded of await pullRequests.awaitedOnes(COMPARED)) {
      const namespace = inventory
        .cluster(recorded.cluster)
        ?.namespace(recorded.namespace);
      if (namespace && hasLabelChange(namespace.labels, recorded.labels)) {
        await pullRequests.recordApplied(recorded.url, clock());
      }
    }
  }
}
