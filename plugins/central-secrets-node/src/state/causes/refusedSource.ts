import {
  ExternalSecretSpecRecord,
  SourceRead,
  StoreRecord,
} from '../../records';
import { FailureKind } from '../../text';
import { STAGE_READ, STAGE_WRITE } from '../operatorTexts';
import { CauseCheck } from './foundCause';
import { currentFacts, sourceRefusal } from './foundRefusal';

/** What may be said of an attempt that was refused a source. */
const TOLD_AS: readonly FailureKind[] = ['other', 'permission'];

/** Each source that a store reads with a service account, once. */
function sourceReads(
  {
    sources,
    stores: [first],
  }: Pick<ExternalSecretSpecRecord, 'sources' | 'stores'>,
  stores: readonly StoreRecord[],
): { readonly read: SourceRead; readonly store: StoreRecord }[] {
  return sources.flatMap(({ key: name, store: own = first }) => {
    const store = stores.find(
      each => each.kind === own?.kind && each.name === own.name,
    );
    const { account, remoteNamespace: namespace } = store ?? {};
    return store && account && namespace
      ? [{ read: { account, namespace, name }, store }]
      : [];
  });
}

/**
 * What has to be asked about the sources of a delivery: whether the service
 * account of each store may read them.
 *
 * @public
 */
export function sourceReadsOf(
  spec: ExternalSecretSpecRecord,
  stores: readonly StoreRecord[],
): SourceRead[] {
  return sourceReads(spec, stores)
    .map(({ read }) => read)
    .filter(
      (read, index, all) =>
        all.findIndex(other => isSameRead(other, read)) === index,
    );
}

function isSameRead(one: SourceRead, other: SourceRead): boolean {
  return (
    one.account === other.account &&
    one.namespace === other.namespace &&
    one.name === other.name
  );
}

/**
 * The account of a store may not read a source: the API server refuses before
 * it looks whether the source exists.
 *
 * Not told of a team's own ExternalSecret: the answer would tell the team which
 * sources an account may read.
 */
export const refusedSource: CauseCheck = (context, { kind, condition }) => {
  const facts = currentFacts(context);
  const { input, spec } = context;
  if (
    !facts ||
    !input.distribution ||
    !TOLD_AS.includes(kind) ||
    condition.message.startsWith(STAGE_WRITE)
  ) {
    return undefined;
  }
  const reads = sourceReads(spec, input.stores);
  const refused = reads.find(({ read }) =>
    facts.sourceRights.some(
      ({ mayRead, ...asked }) => !mayRead && isSameRead(asked, read),
    ),
  );
  if (!refused) {
    return undefined;
  }
  const isProven =
    condition.message.startsWith(STAGE_READ) &&
    // The account of another cluster has the same name at most.
    !refused.store.hasOwnServer;
  return {
    cause: 'permission',
    certainty: isProven ? 'proven' : 'likely',
    refused: sourceRefusal(refused.read, facts),
  };
};
