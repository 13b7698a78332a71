import {
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Manifest } from '../manifest';
import { Path } from '../path';
import { pushesOf } from '../pushes';
import { RuleInput } from '../RuleInput';
import { Rule } from '../rule';

interface Duration {
  readonly manifest: Manifest;
  readonly value: unknown;
  readonly path: Path;
}

function* durations(input: RuleInput): Iterable<Duration> {
  for (const { manifest, isDistribution, spec, specPath } of input.writers) {
    yield {
      manifest,
      value: spec.refreshInterval,
      path: [...specPath, 'refreshInterval'],
    };
    if (!isDistribution) {
      continue;
    }
    const { refreshTime } = fieldsOf(manifest.object.spec);
    yield { manifest, value: refreshTime, path: ['spec', 'refreshTime'] };
  }
  for (const { manifest, spec, path } of pushesOf(input)) {
    yield {
      manifest,
      value: spec.refreshInterval,
      path: [...path, 'refreshInterval'],
    };
  }
}

export const refreshIntervalInvalid: Rule = {
  code: 'refresh-interval-invalid',
  severity: 'error',
  summary: 'refreshInterval and refreshTime are durations as Go writes them.',
  *check(input) {
    for (const { manifest, value, path } of durations(input)) {
      if (value === undefined || value === null) {
        continue;
      }
      const text = textOf(value);
      try {
        if (text) {
          parseGoDuration(text);
          continue;
        }
      } catch {
        // Told below.
      }
      yield {
        manifest,
        path,
        message: `${JSON.stringify(
          value,
        )} is not a duration: write it in quotes, as Go does, such as "1h0m0s", "15m" or "0s"`,
        // Any other number lacks its unit.
        ...(value === 0 ? { fix: { what: 'quote', path } } : {}),
      };
    }
  },
};
