import {
  DistributionRecord,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ownWords } from './deliveryView';

/**
 * Whether a distribution has a text in its name, its description or the name of
 * its Secret, in capitals or not. Without a text, every one has.
 */
export function isFound(
  record: DistributionRecord,
  search: string | undefined,
): boolean {
  if (search === undefined) {
    return true;
  }
  const texts = [
    record.name,
    targetOf(record.externalSecretName, record.spec),
    ownWords(record).description ?? '',
  ];
  const wanted = search.toLowerCase();
  return texts.some(text => text.toLowerCase().includes(wanted));
}
