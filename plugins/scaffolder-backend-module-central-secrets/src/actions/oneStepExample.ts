import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Makes examples of an action that are one step each, with this id. */
export function oneStepExample(
  action: string,
  id: string,
): (description: string, input: Record<string, unknown>) => TemplateExample {
  return (description, input) => ({
    description,
    example: stringify({ steps: [{ id, name: description, action, input }] }),
  });
}
