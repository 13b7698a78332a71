import {
  DeliveryState,
  EntityChain,
  kindOfInternalPath,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  PathWriter,
  PushSecretRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ChainForm } from './ChainForm';
import { ChainIndex, IndexedChain } from './ChainIndex';
import { MOST_PUSHES, MOST_READS } from './chainView';
import { HopJudge, JudgedRead } from './HopJudge';

/**
 * A chain as the owners of some namespaces see it; undefined: to them it is
 * none.
 *
 * Other namespaces are not named. That a path is written or read there is told
 * only if the operator itself has shown that it lets one of these namespaces
 * use the path (`docs/decisions/0032-internal-distribution-for-teams.md`).
 */
export function toEntityChain(
  chain: IndexedChain,
  namespaces: ReadonlySet<string>,
  index: ChainIndex,
  judge: HopJudge,
): EntityChain | undefined {
  const isOwn = (namespace: string) => namespaces.has(namespace);
  const isOwnPush = (push: PushSecretRecord) => isOwn(push.namespace);
  const writers = index.writersOf(chain);
  const ownWriters = writers.filter(({ push }) => isOwnPush(push));
  const ownReaders = index.readersOf(chain, MOST_READS, isOwn);
  const ownReaderCount = index.countReaders(chain, isOwn);
  judge.prepare(ownReaders);
  const reads = ownReaders.flatMap(read => judge.judgeRead(read));
  const isTold =
    ownWriters.some(({ push }) => isPushedAsItIs(push)) ||
    reads.some(isAnswered);
  const compared = isTold ? writers : ownWriters;
  // A path without the prefixes of internal distribution is a chain because it
  // is written.
  if (compared.length === 0 && kindOfInternalPath(chain.path) === undefined) {
    return undefined;
  }
  const pushes = ownWriters
    .slice(0, MOST_PUSHES)
    .map(writer =>
      judge.judgePush(chain, writer, compared, { isNamed: isOwnPush }),
    );
  const others = isTold
    ? hopsOfOthers(chain, writers, isOwn, index, judge)
    : undefined;
  const form = new ChainForm(judge).toChain(
    chain,
    {
      pushes,
      pushesLeftOut: ownWriters.length - pushes.length,
      reads,
      readsLeftOut: ownReaderCount - reads.length,
    },
    { others },
  );
  return {
    ...form,
    // Whether others write or read it may not be told.
    warnings: isTold
      ? form.warnings
      : form.warnings.filter(({ code }) => code === 'entries-left-out'),
    roles: [
      ...(ownWriters.length > 0 ? (['producer'] as const) : []),
      ...(ownReaderCount > 0 ? (['consumer'] as const) : []),
    ],
    others: others
      ? {
          pushes: countStates(others.pushes.map(({ derived }) => derived)),
          reads: countStates(others.reads),
          leftOut: others.leftOut,
        }
      : null,
  };
}

/** The hops of other namespaces, for their states alone. */
function hopsOfOthers(
  chain: IndexedChain,
  writers: readonly PathWriter[],
  isOwn: (namespace: string) => boolean,
  index: ChainIndex,
  judge: HopJudge,
) {
  const isOther = (namespace: string) => !isOwn(namespace);
  const foreign = writers.filter(({ push }) => isOther(push.namespace));
  const readers = index.readersOf(chain, MOST_READS, isOther);
  judge.prepare(readers);
  const pushes = foreign
    .slice(0, MOST_PUSHES)
    .map(writer => judge.judgePush(chain, writer, writers));
  const reads = readers.flatMap(read => judge.judgeRead(read));
  const count = foreign.length + index.countReaders(chain, isOther);
  return { pushes, reads, leftOut: count - pushes.length - reads.length };
}

/** Whether the operator has pushed it as it is now: so it may use the path. */
function isPushedAsItIs({
  ready,
  generation,
  syncedGeneration,
}: PushSecretRecord): boolean {
  return ready?.status === 'True' && syncedGeneration === generation;
}

/** States and causes of a read with which the provider has answered it, as its spec is now. */
const ANSWERED_STATES: readonly string[] = ['stale', 'synced'];
const ANSWERED_CAUSES: readonly (string | null)[] = [
  'property-missing',
  'source-missing',
];

/** Whether the operator has been let in to the path for this read. */
function isAnswered({ delivery: { state, cause } }: JudgedRead): boolean {
  return (
    ANSWERED_STATES.includes(state) ||
    (state === 'failed' && ANSWERED_CAUSES.includes(cause))
  );
}

function countStates(
  hops: readonly { readonly state: DeliveryState }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of hops) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
