import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { oneStepExample } from './oneStepExample';

const example = oneStepExample('central-secrets:wait', 'wait-for-secrets');

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
