import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

/** The label by which Argo CD may find what it has deployed; many others set it too. */
const USUAL_LABEL = 'app.kubernetes.io/instance';
const OWN_LABEL = 'argocd.argoproj.io/instance';
const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

export const argoCdPrunes: Rule = {
  code: 'argocd-prunes',
  severity: 'warning',
  summary:
    'The Secret does not get the labels by which Argo CD deletes what it has not deployed.',
  *check({ manifests, writers, settings }) {
    const usesArgoCd =
      settings.gitops === 'argocd' ||
      manifests.some(({ group }) => group === 'argoproj.io');
    for (const { manifest, isDistribution, spec, specPath } of writers) {
      if (fieldsOf(spec.target).template) {
        continue;
      }
      const path = isDistribution
        ? ['spec', 'externalSecretMetadata']
        : ['metadata'];
      const { labels, annotations } = fieldsOf(
        isDistribution
          ? fieldsOf(manifest.object.spec).externalSecretMetadata
          : manifest.object.metadata,
      );
      const label = [
        OWN_LABEL,
        ...(isDistribution || usesArgoCd ? [USUAL_LABEL] : []),
      ].find(key => Object.hasOwn(fieldsOf(labels), key));
      const hasAnnotation = Object.hasOwn(
        fieldsOf(annotations),
        TRACKING_ANNOTATION,
      );
      if (!label && !hasAnnotation) {
        continue;
      }
      yield {
        manifest,
        path: label
          ? [...path, 'labels', label]
          : [...path, 'annotations', TRACKING_ANNOTATION],
        message: `the operator copies ${
          label ?? TRACKING_ANNOTATION
        } to the Secret, and Argo CD then may prune it again and again: write target.template.metadata${
          specPath.length > 1 ? ' in externalSecretSpec' : ''
        } with the labels that the Secret shall have, such as labels: {}`,
      };
    }
  },
};
