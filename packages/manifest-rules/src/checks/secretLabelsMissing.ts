import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const secretLabelsMissing: Rule = {
  code: 'secret-labels-missing',
  severity: 'warning',
  summary: 'Distributed Secrets carry the labels by which they are found.',
  *check({ writers, settings, isHub }) {
    if (!isHub) {
      return;
    }
    for (const { manifest, isDistribution, spec, specPath } of writers) {
      if (!isDistribution) {
        continue;
      }
      const target = fieldsOf(spec.target);
      const whole = fieldsOf(manifest.object.spec);
      // Without a template the ExternalSecret's own labels are copied.
      const metadata = target.template
        ? fieldsOf(target.template).metadata
        : whole.externalSecretMetadata;
      const labels = fieldsOf(fieldsOf(metadata).labels);
      const missing = settings.secretLabels.filter(
        key => !Object.hasOwn(labels, key),
      );
      if (missing.length === 0) {
        continue;
      }
      yield {
        manifest,
        path: [...specPath, 'target', 'template', 'metadata', 'labels'],
        message: `the Secret lacks the label${
          missing.length === 1 ? '' : 's'
        } ${missing.join(', ')}: add ${
          missing.length === 1 ? 'it' : 'them'
        } to target.template.metadata.labels`,
      };
    }
  },
};
