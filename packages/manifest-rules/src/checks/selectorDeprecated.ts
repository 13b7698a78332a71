import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { isOlderThan } from '../operatorVersion';
import { Rule } from '../rule';

export const selectorDeprecated: Rule = {
  code: 'selector-deprecated',
  severity: 'note',
  summary:
    'Selectors are entries of namespaceSelectors; the field namespaceSelector is deprecated.',
  *check({ writers, settings: { fromFiles, operatorVersion } }) {
    // On a cluster it works, and older operators have nothing else.
    if (!fromFiles || isOlderThan(operatorVersion, '0.10')) {
      return;
    }
    for (const { manifest, isDistribution } of writers) {
      const spec = fieldsOf(manifest.object.spec);
      if (
        !isDistribution ||
        Object.keys(fieldsOf(spec.namespaceSelector)).length === 0
      ) {
        continue;
      }
      const path = ['spec', 'namespaceSelector'];
      yield {
        manifest,
        path,
        message:
          'namespaceSelector is deprecated: write it as an entry of namespaceSelectors, which selects the same namespaces',
        ...(Object.hasOwn(spec, 'namespaceSelectors')
          ? {}
          : { fix: { what: 'list', path, to: 'namespaceSelectors' } }),
      };
    }
  },
};
