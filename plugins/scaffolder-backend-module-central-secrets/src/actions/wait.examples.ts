import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(
  description: string,
  input: Record<string, unknown>,
): TemplateExample {
  const action = 'central-secrets:wait';
  return {
    description,
    example: stringify({
      steps: [{ id: 'wait-for-secrets', name: description, action, input }],
    }),
  };
}

/** Shown under "Installed actions" in Backstage. */
export const examples: TemplateExample[] = [
  example('Wait until the secrets of a new component are there', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    timeoutSeconds: 600,
  }),
  example('Wait until a secret that was given back is gone', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    until: 'gone',
  }),
  example('Wait in one namespace, where the entity has several', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    cluster: 'demo',
    namespace: 'backstage',
  }),
];
