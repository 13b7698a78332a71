import {
  generatorLifetimeMs,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { generatorReferencesOf } from '../generatorReferences';
import { Rule } from '../rule';

const HOUR_MS = 3_600_000;

export const generatedExpires: Rule = {
  code: 'generated-expires',
  severity: 'warning',
  summary: 'What a generator makes is refreshed before it expires.',
  *check({ writers }) {
    for (const writer of writers) {
      const { manifest, specPath, record } = writer;
      if (!record) {
        continue;
      }
      for (const { reference } of generatorReferencesOf(writer)) {
        const kind = textOf(reference.kind) ?? '';
        const lifetimeMs = generatorLifetimeMs(kind);
        if (lifetimeMs === undefined) {
          continue;
        }
        const isRefreshed =
          record.refreshPolicy === 'Periodic' && record.refreshIntervalMs > 0;
        if (isRefreshed && record.refreshIntervalMs < lifetimeMs) {
          continue;
        }
        yield {
          manifest,
          path: [...specPath, 'refreshInterval'],
          message: `what ${kind} makes lives ${
            lifetimeMs / HOUR_MS
          } h, and is not refreshed before that: write a refreshInterval such as ${
            lifetimeMs / 120_000
          }m`,
        };
      }
    }
  },
};
