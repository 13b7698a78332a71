import { ConflictError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  EditedManifest,
  editNamespaceLabels,
  LabelChange,
  proposalBody,
  proposalBranch,
  ProposalFacts,
  proposalTitle,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  createHost,
  proposeChange,
  PullRequest,
  PullRequestHost,
} from '../../pullRequests';
import {
  annotationOf,
  GitOpsOptions,
  GitOpsRepository,
  RouteTarget,
} from '../route';
import { labelsText } from '../plan';
import { LocatedFile, locateFile } from './locateFile';

/** A change of labels as it would be in Git. */
export interface PreparedProposal {
  readonly file: LocatedFile;
  readonly edited: EditedManifest;
  /** The branch of its pull request. */
  readonly branch: string;
}

/** Connects to a configured repository. */
export type HostOf = (entry: GitOpsRepository) => PullRequestHost;

/** A connection to each repository, with the credentials of Backstage's integrations. */
export function createHosts(integrations: ScmIntegrations): HostOf {
  const hosts = new Map<GitOpsRepository, PullRequestHost>();
  return entry => {
    const host =
      hosts.get(entry) ?? createHost(entry, entry.type, integrations);
    hosts.set(entry, host);
    return host;
  };
}

/** For so long a dry run takes a file as it was read: dialogs must not use up a host's rate limit. */
const REMEMBERED_MS = 10_000;
/** The maximum number of files that are remembered. */
const MAX_REMEMBERED = 500;

/** Makes changes of labels in Git, as pull requests. */
export class Proposals {
  readonly #gitops: GitOpsOptions | undefined;
  readonly #hostOf: HostOf;
  readonly #clock: () => number;
  /** The files that were read lately, by their target, oldest first. */
  readonly #located = new Map<
    string,
    { readonly at: number; readonly file: Promise<LocatedFile> }
  >();
  /** The proposals under way, by branch: the second of two at once waits, and finds the first. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: {
    gitops?: GitOpsOptions;
    hostOf: HostOf;
    clock: () => number;
  }) {
    this.#gitops = options.gitops;
    this.#hostOf = options.hostOf;
    this.#clock = options.clock;
  }

  /**
   * Edits the text of the namespace's file, and changes nothing.
   *
   * @param dryRun - whether the file may be as it was up to ten seconds ago
   * @throws ConflictError where the file is missing, cannot be edited, or has
   * the labels already; the errors of PullRequestHost
   */
  async prepare(
    target: RouteTarget,
    facts: Pick<ProposalFacts, 'action' | 'plan'>,
    { dryRun = false }: { dryRun?: boolean } = {},
  ): Promise<PreparedProposal> {
    const file = await this.#locate(target, dryRun);
    const { name } = target.namespace;
    const { path, text, valuesPath, entry, base } = file;
    const edited = editNamespaceLabels(
      text,
      valuesPath ? { file: path, valuesPath } : { file: path, namespace: name },
      facts.plan satisfies LabelChange,
    );
    if (edited.lines.length === 0) {
      throw new ConflictError(
        `${path} in ${entry.url.url} (branch ${
          base.branch
        }) already is as asked for, and the cluster does not show it: ${labelsText(
          facts.plan,
        )}. Wait until the GitOps controller applies it; if it does not, ask the platform team whether another place sets the labels of ${name}`,
      );
    }
    const branch = proposalBranch(facts, { repository: entry.url.url, path });
    return { file, edited, branch };
  }

  /** The open pull request for a prepared change; undefined: there is none. */
  async findOpen({
    file: { host, base },
    branch,
  }: PreparedProposal): Promise<PullRequest | undefined> {
    return host.findOpen(branch, base);
  }

  /**
   * Opens the pull request for a prepared change, or finds the open one.
   *
   * @throws LostAnswerError where it is unknown whether there is one now; the
   * other errors of PullRequestHost
   */
  async propose(
    { file, edited, branch }: PreparedProposal,
    facts: ProposalFacts,
  ): Promise<PullRequest> {
    const title = proposalTitle(facts);
    const change = {
      branch,
      base: file.base,
      path: file.path,
      text: edited.text,
      message: title,
      title,
      body: proposalBody(facts),
    };
    return this.#inTurn(branch, () => proposeChange(file.host, change));
  }

  async #locate(target: RouteTarget, mayBeOld: boolean): Promise<LocatedFile> {
    const { cluster, namespace } = target;
    const key = JSON.stringify([
      cluster,
      namespace.name,
      annotationOf(target) ?? null,
    ]);
    const now = this.#clock();
    const known = this.#located.get(key);
    if (mayBeOld && known && now - known.at < REMEMBERED_MS) {
      return known.file;
    }
    const file = locateFile(target, this.#gitops, this.#hostOf);
    this.#located.delete(key);
    this.#located.set(key, { at: now, file });
    if (this.#located.size > MAX_REMEMBERED) {
      const [oldest] = this.#located.keys();
      this.#located.delete(oldest);
    }
    return file;
  }

  async #inTurn<T>(branch: string, propose: () => Promise<T>): Promise<T> {
    const before = this.#underWay.get(branch);
    const turn = (async () => {
      await before?.catch(() => undefined);
      return propose();
    })();
    this.#underWay.set(branch, turn);
    try {
      return await turn;
    } finally {
      if (this.#underWay.get(branch) === turn) {
        this.#underWay.delete(branch);
      }
    }
  }
}
