import {
  DistributionRecord,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** The operator's controller class where its `--controller-class` says nothing else. */
const DEFAULT_CONTROLLER_CLASS = 'default';

/** Whether the operator has never written the status of a distribution. */
function isUntouchedDistribution(record: DistributionRecord): boolean {
  return record.ready === undefined && record.failedNamespaces.length === 0;
}

/** Whether a store is one of another controller class, which no status says anything about. */
function isOfOtherClass({ controller }: StoreRecord): boolean {
  return controller !== undefined && controller !== DEFAULT_CONTROLLER_CLASS;
}

/**
 * When the oldest of some objects was created, where the operator has written
 * the status of none of them; undefined: it has of one, or there are none.
 */
export function neverReconciledSince(
  records: Iterable<DistributionRecord | StoreRecord>,
): number | undefined {
  let oldest: number | undefined;
  for (const record of records) {
    if ('provider' in record && isOfOtherClass(record)) {
      continue;
    }
    const isUntouched =
      'provider' in record
        ? record.ready === undefined
        : isUntouchedDistribution(record);
    if (!isUntouched) {
      return undefined;
    }
    oldest = Math.min(oldest ?? Infinity, record.createdAt);
  }
  return oldest;
}
