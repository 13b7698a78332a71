import {
  parseGoDuration,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const refreshIntervalInvalid: Rule = {
  code: 'refresh-interval-invalid',
  severity: 'error',
  summary: 'refreshInterval and refreshTime are durations as Go writes them.',
  *check({ writers }) {
    for (const { manifest, isDistribution, spec, specPath } of writers) {
      const whole = manifest.object.spec as Record<string, unknown>;
      const durations = [
        {
          value: spec.refreshInterval,
          path: [...specPath, 'refreshInterval'],
        },
        ...(isDistribution
          ? [{ value: whole.refreshTime, path: ['spec', 'refreshTime'] }]
          : []),
      ];
      for (const { value, path } of durations) {
        if (value === undefined || value === null) continue;
        const text = textOf(value);
        try {
          parseGoDuration(text ?? String(value));
          if (text) continue;
        } catch {
          // Told below.
        }
        yield {
          manifest,
          path,
          message: `${JSON.stringify(
            value,
          )} is not a duration: write it in quotes, as Go does, such as "1h0m0s", "15m" or "0s"`,
        };
      }
    }
  },
};
