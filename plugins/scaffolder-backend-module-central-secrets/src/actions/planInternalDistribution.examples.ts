import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const DESCRIPTION = 'Bring the password of an operator to another namespace';

/** Shown under "Installed actions" in Backstage. */
export const examples: TemplateExample[] = [
  {
    description: DESCRIPTION,
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: DESCRIPTION,
          action: 'central-secrets:plan-internal-distribution',
          input: {
            answers: {
              origin: 'operator',
              data: 'secret',
              producerNamespace: 'platform-data',
              consumerNamespaces: ['temporal'],
              changes: 'dynamic',
              phase: 'steady-state',
              needs: ['audit'],
            },
            datasource: 'postgres',
            holder: 'temporal',
            sourceSecret: 'temporal-password',
            keys: [{ key: 'username' }, { key: 'password' }],
            targetSecret: 'temporal-postgres',
            targetPath: 'internal-distribution',
          },
        },
      ],
    }),
  },
];
