import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown under "Installed actions" in Backstage. */
export const examples: TemplateExample[] = [
  {
    description: 'Propose a request label for a namespace in a repository',
    example: stringify({
      steps: [
        {
          id: 'fetch',
          name: 'Fetch the repository',
          action: 'fetch:plain',
          input: { url: 'https://github.com/acme/clusters/tree/main' },
        },
        {
          id: 'label',
          name: 'Add the label',
          action: 'central-secrets:label-namespace:pull-request',
          input: {
            entityRef: 'component:default/backstage',
            distributions: ['application-docker-registry'],
            path: 'clusters/hub/backstage.yaml',
          },
        },
        {
          id: 'publish',
          name: 'Open the pull request',
          if: '${{ steps.label.output.changed }}',
          action: 'publish:github:pull-request',
          input: {
            repoUrl: 'github.com?owner=acme&repo=clusters',
            branchName: '${{ steps.label.output.branchName }}',
            title: '${{ steps.label.output.title }}',
            description: '${{ steps.label.output.description }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Remove a distribution from the values of a Helm chart',
    example: stringify({
      steps: [
        {
          id: 'label',
          name: 'Remove the label',
          action: 'central-secrets:label-namespace:pull-request',
          input: {
            entityRef: 'component:default/backstage',
            distributions: ['application-docker-registry'],
            action: 'remove',
            path: 'values.yaml',
            valuesPath: 'namespaces.backstage.labels',
          },
        },
      ],
    }),
  },
];
