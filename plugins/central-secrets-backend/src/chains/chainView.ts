import {
  InternalDistribution,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryWarning } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ChainForm } from './ChainForm';
import { ChainIndex, IndexedChain } from './ChainIndex';
import { HopJudge } from './HopJudge';

/** Of one path; a team decides how many there are. */
export const MOST_PUSHES = 20;
export const MOST_READS = 50;

/** Chains of one cluster with all of their hops, for the platform team. */
export function toChains(
  chains: readonly IndexedChain[],
  index: ChainIndex,
  judge: HopJudge,
): InternalDistribution[] {
  const form = new ChainForm(judge);
  const readers = chains.map(chain => index.readersOf(chain, MOST_READS));
  judge.prepare(readers.flat());
  return chains.map((chain, at) => {
    const writers = index.writersOf(chain);
    const pushes = writers
      .slice(0, MOST_PUSHES)
      .map(writer => judge.judgePush(chain, writer, writers));
    const reads = readers[at].flatMap(read => judge.judgeRead(read));
    return form.toChain(
      chain,
      {
        pushes,
        pushesLeftOut: writers.length - pushes.length,
        reads,
        readsLeftOut: chain.readers.size - reads.length,
      },
      { warnings: failedMakers(chain, judge) },
    );
  });
}

function failedMakers(
  { failedMakers: makers }: IndexedChain,
  { cluster }: HopJudge,
): DeliveryWarning[] {
  return [...makers].sort().flatMap(name => {
    const maker = cluster.pushes.clusterPushSecret(name);
    const names = maker?.failedNamespaces.map(({ namespace }) => namespace);
    return names ? [message('push-not-created', { name, names })] : [];
  }) as DeliveryWarning[];
}
