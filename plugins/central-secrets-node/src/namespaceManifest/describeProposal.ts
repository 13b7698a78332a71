import { createHash } from 'node:crypto';
import {
  escapeControls,
  Plan,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** What a pull request tells its reviewers. @public */
export interface ProposalFacts {
  readonly action: 'add' | 'remove';
  readonly distribution: string;
  readonly plan: Pick<
    Plan,
    | 'cluster'
    | 'namespace'
    | 'add'
    | 'remove'
    | 'arrives'
    | 'leaves'
    | 'requires'
  >;
  readonly entityRef: string;
  readonly userRef: string;
  /** The user's own words. */
  readonly reason?: string;
  /** Who made it for the user. */
  readonly via?: 'assistant';
}

/** The maximum number of entries of a list. */
const LISTED = 20;
/** Hosts limit titles to 255 characters. */
const MAX_TITLE = 200;

/**
 * The name of the branch of a proposal. The same change of the same file always
 * has the same one, so that a second request finds the first one's pull request.
 *
 * @public
 */
export function proposalBranch(
  { action, plan }: Pick<ProposalFacts, 'action' | 'plan'>,
  file: { readonly repository: string; readonly path: string },
): string {
  const { cluster, namespace, add, remove } = plan;
  const labels = Object.entries(add).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        file.repository,
        file.path,
        cluster,
        namespace,
        labels,
        [...remove].sort(),
      ]),
    )
    .digest('hex')
    .slice(0, 12);
  const names = [action, cluster, namespace].map(toBranchPiece);
  return `central-secrets/${names.join('-')}-${hash}`;
}

/** Git forbids characters such as `:` in names of branches; the hash keeps them apart. */
function toBranchPiece(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
}

/**
 * The title of a proposal, and the message of its commit. It has names of
 * labels, namespaces and clusters alone: in the message of a commit, hosts act
 * on words and mentions.
 *
 * @public
 */
export function proposalTitle({
  plan: { cluster, namespace, add, remove },
}: Pick<ProposalFacts, 'plan'>): string {
  const phrase = (verb: string, keys: readonly string[], joint: string) =>
    keys.length === 0
      ? []
      : `${verb} ${
          keys.length === 1 ? keys[0] : `${keys.length} labels`
        } ${joint} namespace ${namespace}`;
  const phrases = [
    phrase('Add', Object.keys(add), 'to'),
    phrase('Remove', remove, 'from'),
  ].flat();
  const title = `${phrases.join(', ')} (cluster ${cluster})`;
  return escapeControls(title).slice(0, MAX_TITLE);
}

/**
 * The description of a proposal, in Markdown: the user, the entity, the labels
 * and their effect, and the user's reason. Every text that others wrote is in
 * code, where hosts read no mentions, links, images, HTML or commands.
 *
 * @public
 */
export function proposalBody(facts: ProposalFacts): string {
  const { plan, reason } = facts;
  const reviewers = plan.requires?.reviewers ?? [];
  const arrives = plan.arrives.map(
    ({ secret, kind, type, keys, distribution }) =>
      `- ${kind ? code(kind) : 'Secret'} ${code(secret)} (${code(type)})${
        keys ? `, keys ${list(keys.map(code), ', ')}` : ''
      }, from the distribution ${code(distribution)}`,
  );
  const leaves = plan.leaves.map(
    ({ secret, distribution }) =>
      `- Secret ${code(secret)}, from the distribution ${code(distribution)}`,
  );
  const labels = [
    ...Object.entries(plan.add).map(([key, value]) => `+ ${key}: "${value}"`),
    ...plan.remove.map(key => `- ${key}`),
  ];
  return [
    `${code(facts.userRef)} requests this in Backstage${
      facts.via ? ', through an assistant' : ''
    }, for ${code(facts.entityRef)}: ${facts.action} the distribution ${code(
      facts.distribution,
    )} ${facts.action === 'add' ? 'to' : 'from'} the namespace ${code(
      plan.namespace,
    )} of the cluster ${code(plan.cluster)}.`,
    section('Labels', fenced(labels.join('\n'))),
    arrives.length > 0 ? section('What arrives', list(arrives, '\n')) : [],
    leaves.length > 0 ? section('What is removed', list(leaves, '\n')) : [],
    reason ? section('Reason', fenced(reason)) : [],
    reviewers.length > 0
      ? section('Review', `By ${list(reviewers.map(code), ', ')}.`)
      : [],
    'This pull request changes the lines of these labels alone. External Secrets Operator does the rest after the merge, and no person handles a value.',
  ]
    .flat()
    .join('\n\n');
}

function section(title: string, content: string): string {
  return `### ${title}\n\n${content}`;
}

function list(entries: readonly string[], separator: string): string {
  const more = entries.length - LISTED;
  return more > 0
    ? `${entries.slice(0, LISTED).join(separator)}${separator}and ${more} more`
    : entries.join(separator);
}

/** A text as code in a line. */
function code(text: string): string {
  const line = escapeControls(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A text as a block of code. */
function fenced(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map(escapeControls);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}
