import { HubSourceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { DescribedSecret } from './describeSecret';

/** The same Secret as this process described it before. */
export interface EarlierSource {
  readonly uid: string;
  readonly fingerprint: string;
  /** When a manager of its data last wrote it. Milliseconds. */
  readonly dataTime: number;
  readonly record: HubSourceRecord;
}

/** What is known when a Secret arrives. */
export interface Arrival {
  readonly secret: DescribedSecret;
  /** As this process knew it before. */
  readonly earlier?: Omit<EarlierSource, 'dataTime'>;
  /** As the index has it; another process may have written it. */
  readonly indexed?: HubSourceRecord;
  /** By the cluster's clock. Milliseconds. */
  readonly now: number;
}

/**
 * Finds the time since which a Secret's data has not changed.
 *
 * While this process runs, it compares fingerprints, and the answer is exact.
 * After a restart it has only the index and the times of the cluster: a later
 * write by a manager of the data counts as a change of it. So a change is never
 * lost, and never claimed where no manager of the data wrote.
 */
export function findChangedAt(arrival: Arrival): number {
  const { secret, now } = arrival;
  const isSame = arrival.earlier?.uid === secret.uid;
  const earlier = isSame ? arrival.earlier : undefined;
  const before = earlier?.record ?? arrival.indexed;
  if (!before) {
    return secret.dataTime;
  }
  const isUnchanged =
    before.version === secret.facts.version ||
    earlier?.fingerprint === secret.fingerprint;
  if (isUnchanged) {
    return before.changedAt;
  }
  if (secret.dataTime > (before.dataTime ?? before.changedAt)) {
    return secret.dataTime;
  }
  const isChanged = earlier !== undefined || !hasSameKeys(before, secret.facts);
  return isChanged ? Math.max(now, before.changedAt) : before.changedAt;
}

type Keys = Pick<HubSourceRecord, 'keys' | 'keysLeftOut'>;

function hasSameKeys(one: Keys, other: Keys): boolean {
  return (
    one.keysLeftOut === other.keysLeftOut &&
    one.keys.join(' ') === other.keys.join(' ')
  );
}
