import { fieldsListOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { selectedNamespaces } from '../reached';
import { Rule } from '../rule';

/**
 * How many reads of the source one distribution may cause in a second. The
 * operator makes at most 50 requests a second by default (`--client-qps`), for
 * all distributions together, and each refresh takes a few beside the reads.
 */
const READS_PER_SECOND = 10;

export const refreshIntervalTooShort: Rule = {
  code: 'refresh-interval-too-short',
  severity: 'warning',
  summary: 'The refresh interval leaves the operator time for every namespace.',
  *check(input) {
    const { writers, settings } = input;
    for (const writer of writers) {
      const { manifest, isDistribution, spec, specPath, record } = writer;
      if (!record || record.refreshIntervalMs === 0) {
        continue;
      }
      if (record.refreshPolicy !== 'Periodic') {
        continue;
      }
      const selectors = writer.selectors.map(({ selector }) => selector);
      const count = isDistribution
        ? Math.max(
            [...selectedNamespaces(input, selectors)].length,
            settings.expectedNamespaces,
          )
        : 1;
      const reads =
        fieldsListOf(spec.data).length + fieldsListOf(spec.dataFrom).length;
      const leastMs = ((count * reads) / READS_PER_SECOND) * 1_000;
      if (record.refreshIntervalMs >= leastMs) {
        continue;
      }
      yield {
        manifest,
        path: [...specPath, 'refreshInterval'],
        message: `${count} namespace${
          count === 1 ? '' : 's'
        } with ${reads} read${
          reads === 1 ? '' : 's'
        } each need a refresh interval of at least ${Math.ceil(
          leastMs / 1_000,
        )}s: write a longer one, such as 1h`,
      };
    }
  },
};
