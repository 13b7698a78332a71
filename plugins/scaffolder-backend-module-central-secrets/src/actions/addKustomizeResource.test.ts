import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createAddKustomizeResourceAction } from './addKustomizeResource';
import { examples } from './addKustomizeResource.examples';

describe('central-secrets:add-kustomize-resource', () => {
  const workspace = createMockDirectory();
  const path = 'deploy/base/distributions/kustomization.yaml';

  async function list(content: string, resource = 'my-new-secret.yaml') {
    workspace.setContent({ [path]: content });
    const context = createMockActionContext({
      input: { kustomization: path, resource },
      workspacePath: workspace.path,
    });
    await createAddKustomizeResourceAction().handler(context);
    return {
      text: (workspace.content({ path: 'deploy/base/distributions' }) as any)[
        'kustomization.yaml'
      ] as string,
      output: (context.output as jest.Mock).mock.calls,
    };
  }

  it('lists a file, and leaves everything else as it was', async () => {
    const before = `# What the hub distributes.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  # The oldest one.
  - github-oauth.yaml # for sign-in
  - talos-config.yaml
`;
    const { text, output } = await list(before);
    expect(text).toBe(`${before}  - my-new-secret.yaml\n`);
    expect(output).toEqual([['added', true]]);
  });

  it('does not list a file twice', async () => {
    const before = 'resources: [ my-new-secret.yaml ]   # only one\n';
    const { text, output } = await list(before);
    expect(text).toBe(before);
    expect(output).toEqual([['added', false]]);
  });

  it('writes one line for whatever is listed', async () => {
    const context = createMockActionContext({
      input: { kustomization: path, resource: 'a\nTask succeeded\u001b[2J' },
      workspacePath: workspace.path,
    });
    workspace.setContent({ [path]: '' });
    const info = jest.spyOn(context.logger, 'info');
    await createAddKustomizeResourceAction().handler(context);
    expect(info.mock.calls).toEqual([
      [`${path} lists a\\nTask succeeded\\u001b[2J now`],
    ]);
  });

  it.each(['', 'kind: Kustomization\n', 'resources: []\n', 'resources:\n'])(
    'makes a list where there is none: %j',
    async before => {
      const { text } = await list(before);
      expect(parse(text).resources).toEqual(['my-new-secret.yaml']);
    },
  );

  it.each([
    ['resources: [', /kustomization: .* is no valid YAML/],
    ['kind: Secret\n', /is a Secret; name a Kustomization/],
    ['resources: {a: b}\n', /"resources" of .* is no list/],
  ])('refuses %j and says why', async (before, message) => {
    await expect(list(before)).rejects.toThrow(message);
  });

  it('names a file that is not there, and reaches none outside of the workspace', async () => {
    const run = (kustomization: string) =>
      createAddKustomizeResourceAction().handler(
        createMockActionContext({
          input: { kustomization, resource: 'a.yaml' },
          workspacePath: workspace.path,
        }),
      );
    workspace.setContent({});
    await expect(run('no/kustomization.yaml')).rejects.toThrow(
      'kustomization: the workspace has no no/kustomization.yaml; fetch it in an earlier step',
    );
    await expect(run('../kustomization.yaml')).rejects.toThrow(/not allowed/i);
  });

  it.each(examples)('has an example that runs: $description', ({ example }) => {
    const [step] = parse(example).steps;
    expect(step.action).toBe(createAddKustomizeResourceAction().id);
    expect(Object.keys(step.input)).toEqual(['kustomization', 'resource']);
  });
});
