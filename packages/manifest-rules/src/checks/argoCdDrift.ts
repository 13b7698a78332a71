import {
  fieldsListOf,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

/** The fields that the API server fills in, with what it writes. */
const DEFAULTS: Readonly<Record<string, string>> = {
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
};

export const argoCdDrift: Rule = {
  code: 'argocd-drift',
  severity: 'note',
  summary:
    'With --gitops argocd: fields that the API server fills in are written, so that Argo CD does not show them as OutOfSync.',
  *check({ writers, settings }) {
    if (settings.gitops !== 'argocd') {
      return;
    }
    for (const { manifest, spec, specPath } of writers) {
      const remotes = [
        ...fieldsListOf(spec.data).map((entry, index) => ({
          remote: entry.remoteRef,
          path: [...specPath, 'data', index, 'remoteRef'],
        })),
        ...fieldsListOf(spec.dataFrom).map((entry, index) => ({
          remote: entry.extract,
          path: [...specPath, 'dataFrom', index, 'extract'],
        })),
      ];
      for (const { remote, path } of remotes) {
        if (!remote) {
          continue;
        }
        const missing = Object.entries(DEFAULTS).filter(
          ([field]) => !Object.hasOwn(fieldsOf(remote), field),
        );
        if (missing.length === 0) {
          continue;
        }
        yield {
          manifest,
          path,
          message: `Argo CD may show this as OutOfSync, because the API server adds fields: write ${missing
            .map(([field, value]) => `${field}: ${value}`)
            .join(', ')}`,
          fix: { what: 'add', path, fields: Object.fromEntries(missing) },
        };
      }
    }
  },
};
