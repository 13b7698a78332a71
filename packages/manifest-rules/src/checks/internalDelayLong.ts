import { textOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { internalPushesOf, internalReadsOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

/** What section 5a.3.5 of the RFC promises: twice the default interval of the operator. */
const PROMISED_MS = 2 * 3_600_000;
const DEFAULT_INTERVAL = '1h';

/** undefined: it cannot be read, or is filled in later; another rule says so. */
function millisecondsOf(interval: unknown): number | undefined {
  try {
    return parseGoDuration(textOf(interval) || DEFAULT_INTERVAL);
  } catch {
    return undefined;
  }
}

function inMinutes(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 60_000)} min`;
}

export const internalDelayLong: Rule = {
  code: 'internal-delay-long',
  severity: 'warning',
  summary:
    'A change of a value of internal distribution reaches its consumers within two hours: the interval of the push and that of the read together.',
  *check(input): Iterable<Problem> {
    const pushes = new Map<string, number>();
    for (const { key, push } of internalPushesOf(input)) {
      const interval = millisecondsOf(push.spec.refreshInterval);
      if (interval === undefined) {
        continue;
      }
      pushes.set(key, Math.max(interval, pushes.get(key) ?? 0));
      if (interval === 0) {
        yield {
          manifest: push.manifest,
          path: [...push.path, 'refreshInterval'],
          message: `${key} is pushed once, so a rotation never reaches its consumers: write refreshInterval: 1h`,
        };
      }
    }
    const reported = new Set<object>();
    for (const { key, writer } of internalReadsOf(input)) {
      const read = millisecondsOf(writer.spec.refreshInterval);
      // Where the push is not given, its interval is the operator's default.
      const push = pushes.get(key) ?? PROMISED_MS / 2;
      if (
        read === undefined ||
        read + push <= PROMISED_MS ||
        reported.has(writer)
      ) {
        continue;
      }
      reported.add(writer);
      yield {
        manifest: writer.manifest,
        path: writer.spec.refreshInterval
          ? [...writer.specPath, 'refreshInterval']
          : writer.specPath,
        message: `a change of ${key} may take ${inMinutes(
          read + push,
        )} (${inMinutes(push)} until the push, ${inMinutes(
          read,
        )} until the read): shorten the intervals to 120 min together`,
      };
    }
  },
};
