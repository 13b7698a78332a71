import {
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

export const secretTypeRefused: Rule = {
  code: 'secret-type-refused',
  severity: 'error',
  summary:
    'The Secret is of a type that the operator may make: no bootstrap token, no token of a service account.',
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      const template = fieldsOf(fieldsOf(spec.target).template);
      const type = textOf(template.type);
      const path = [...specPath, 'target', 'template', 'type'];
      const annotations = fieldsOf(fieldsOf(template.metadata).annotations);
      if (type === 'bootstrap.kubernetes.io/token') {
        yield {
          manifest,
          path,
          message:
            'the operator refuses bootstrap tokens, which admit nodes to the cluster: use another type',
        };
      } else if (
        type === 'kubernetes.io/service-account-token' &&
        'kubernetes.io/service-account.name' in annotations
      ) {
        yield {
          manifest,
          path,
          message:
            'the operator refuses to have Kubernetes make a token of a service account: ask for one with a projected volume',
        };
      }
    }
  },
};
