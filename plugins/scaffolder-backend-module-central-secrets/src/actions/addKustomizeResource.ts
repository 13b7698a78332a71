import { readFile, writeFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';
import { isSeq, parseDocument } from 'yaml';
import { examples } from './addKustomizeResource.examples';

/**
 * The action `central-secrets:add-kustomize-resource`: lists a file in a
 * kustomization of the workspace, which kustomize would not read otherwise.
 *
 * Comments and order stay. A resource that is already listed is not listed
 * twice, so a repeated task is safe.
 */
export function createAddKustomizeResourceAction() {
  return createTemplateAction({
    id: 'central-secrets:add-kustomize-resource',
    description:
      'Lists a file under the resources of a kustomization in the workspace',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        kustomization: z =>
          z.string({
            description:
              'The kustomization, by its path in the workspace, such as deploy/base/distributions/kustomization.yaml',
          }),
        resource: z =>
          z
            .string({
              description: 'What to list, by its path from there',
            })
            .min(1),
      },
      output: {
        added: z =>
          z.boolean({ description: 'false where it was listed before' }),
      },
    },

    async handler(ctx) {
      const { kustomization, resource } = ctx.input;
      const log = (line: string) => ctx.logger.info(escapeControls(line));
      const path = resolveSafeChildPath(ctx.workspacePath, kustomization);
      const before = await readFile(path, 'utf8').catch(error => {
        if (error.code !== 'ENOENT') {
          throw error;
        }
        throw new InputError(
          `kustomization: the workspace has no ${kustomization}; fetch it in an earlier step`,
        );
      });
      const after = withResource(before, resource, kustomization);
      if (after === undefined) {
        log(`${kustomization} lists ${resource} already`);
      } else {
        await writeFile(path, after);
        log(`${kustomization} lists ${resource} now`);
      }
      ctx.output('added', after !== undefined);
    },
  });
}

/** The kustomization's text with the resource; undefined where it has it already. */
function withResource(
  text: string,
  resource: string,
  where: string,
): string | undefined {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    throw new InputError(
      `kustomization: ${where} is no valid YAML: ${error.message}`,
    );
  }
  const { kind, resources: listedNow } = document.toJS() ?? {};
  const resources = listedNow ?? [];
  // kustomize takes a file without a kind for a Kustomization.
  if (kind !== undefined && kind !== 'Kustomization') {
    throw new InputError(
      `kustomization: ${where} is a ${kind}; name a Kustomization`,
    );
  }
  if (!Array.isArray(resources)) {
    throw new InputError(
      `kustomization: "resources" of ${where} is no list; make it one`,
    );
  }
  if (resources.includes(resource)) {
    return undefined;
  }
  const listed = document.get('resources');
  if (isSeq(listed)) {
    listed.add(resource);
  } else {
    document.set('resources', [resource]);
  }
  return document.toString({ lineWidth: 0 });
}
