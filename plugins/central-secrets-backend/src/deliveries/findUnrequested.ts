import {
  DistributionRecord,
  SecretWriters,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RequestRights } from './available';
import { createGatherer, GatheredDelivery } from './gather';
import { inSlices } from './inSlices';
import { judgeInvolved } from './judgeInvolved';
import { distributionToAskFor } from './judgeConcerning';
import { EntityToJudge, JudgeOptions, ReadableBinding } from './judgeEntity';
import { isNamedTo, isVisibleIn } from './visibility';

/** A distribution that a namespace does not get, and could ask for. */
export interface Unrequested {
  readonly binding: ReadableBinding;
  readonly distribution: DistributionRecord;
  readonly writers: SecretWriters;
  readonly isVisible: (distribution: DistributionRecord) => boolean;
  readonly gather: () => GatheredDelivery;
}

/** Every distribution that the readable namespaces could ask for and that may be named to the one who asks. */
export async function findUnrequested(
  { readable, now }: EntityToJudge,
  rights: Pick<RequestRights, 'owners'>,
  options: JudgeOptions,
): Promise<Unrequested[]> {
  const found: Unrequested[] = [];
  for (const binding of readable) {
    const { judged, involved } = await judgeInvolved(
      binding,
      now,
      rights,
      options,
    );
    for (const each of judged) {
      const distribution = distributionToAskFor(each);
      if (distribution) {
        found.push({ ...each, distribution, gather: () => each.gathered });
      }
    }
    if (involved) {
      found.push(
        ...(await findOthers(binding, involved, now, rights, options)),
      );
    }
  }
  return found;
}

/**
 * Gathers nothing before it is asked for: an answer has only a page of these.
 */
async function findOthers(
  binding: ReadableBinding,
  involved: readonly DistributionRecord[],
  now: number,
  { owners }: Pick<RequestRights, 'owners'>,
  { limits, offers }: JudgeOptions,
): Promise<Unrequested[]> {
  const { cluster, record } = binding;
  const judged = new Set(involved);
  const known = {
    binding,
    isVisible: isVisibleIn(cluster, record, owners, offers),
    writers: new SecretWriters(cluster.externalSecretsIn(record.name)),
  };
  const gatherer = createGatherer(cluster, record, { now, limits });
  const others = await inSlices(cluster.distributions(), distribution =>
    !judged.has(distribution) && isNamedTo(owners, distribution, offers)
      ? [
          {
            ...known,
            distribution,
            gather: () => gatherer.fromDistribution(distribution),
          },
        ]
      : [],
  );
  return others.flat();
}
