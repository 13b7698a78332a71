import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const DESCRIPTION = 'List a distribution beside the others';

/** Shown under "Installed actions" in Backstage. */
export const examples: TemplateExample[] = [
  {
    description: DESCRIPTION,
    example: stringify({
      steps: [
        {
          id: 'list',
          name: DESCRIPTION,
          action: 'central-secrets:add-kustomize-resource',
          input: {
            kustomization: 'deploy/base/distributions/kustomization.yaml',
            resource: 'my-new-secret.yaml',
          },
        },
      ],
    }),
  },
];
