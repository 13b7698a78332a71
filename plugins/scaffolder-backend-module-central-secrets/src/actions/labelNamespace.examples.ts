import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { oneStepExample } from './oneStepExample';

const example = oneStepExample(
  'central-secrets:label-namespace',
  'request-secret',
);

/** Shown under "Installed actions" in Backstage. */
export const examples: TemplateExample[] = [
  example('Ask for a distribution and wait until its Secret is there', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    waitSeconds: 60,
  }),
  example('Ask by request label', {
    entityRef: 'component:default/backstage',
    labels: { 'secrets/gh-docker-registry': 'true' },
  }),
  example('Give a distribution back', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    action: 'remove',
  }),
  example('Check a request without changing anything', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    dryRun: true,
  }),
  example('Say which namespace, where the entity has several', {
    entityRef: 'component:default/backstage',
    distributions: ['application-docker-registry'],
    cluster: 'production',
    namespace: 'backstage',
  }),
];
