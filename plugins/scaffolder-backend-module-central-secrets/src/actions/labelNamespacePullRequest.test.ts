import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  CentralSecretsClient,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { parse } from 'yaml';
import { requestAnswer } from '../__testUtils__/answers';
import {
  alice,
  BASE_URL,
  FakeBackend,
  refusal,
} from '../__testUtils__/runLabelNamespace';
import { createLabelNamespacePullRequestAction } from './labelNamespacePullRequest';
import { examples } from './labelNamespacePullRequest.examples';

const PATH = 'clusters/hub/backstage.yaml';
const MANIFEST = `# The portal.
apiVersion: v1
kind: Namespace
metadata:
  name: backstage
  labels:
    team: portal # owner
`;
const INPUT = {
  entityRef: 'component:default/backstage',
  distributions: ['application-docker-registry'],
  path: PATH,
};

describe('central-secrets:label-namespace:pull-request', () => {
  const workspace = createMockDirectory();

  const read = (path: string): string =>
    path
      .split('/')
      .reduce<any>((node, name) => node?.[name], workspace.content());

  async function run(
    backend: FakeBackend,
    input: object = INPUT,
    files: Record<string, string> = { [PATH]: MANIFEST },
  ) {
    workspace.setContent(files);
    const outputs: Record<string, unknown> = {};
    const context = createMockActionContext({
      input,
      workspacePath: workspace.path,
    });
    const action = createLabelNamespacePullRequestAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      client: new CentralSecretsClient({
        discoveryApi: { getBaseUrl: async () => BASE_URL },
        fetchApi: { fetch: backend.fetch },
      }),
    });
    await action.handler({
      ...context,
      user: { ref: 'user:default/alice' },
      getInitiatorCredentials: async () => alice,
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as any);
    return { outputs, file: read(PATH), warn: context.logger.warn };
  }

  it('asks for the reason that a distribution asks for, and then tells the reviewers', async () => {
    const requires = {
      review: true,
      reviewers: ['group:default/security'],
      reason: true,
    };
    const backend = new FakeBackend({
      request: () =>
        Response.json(
          requestAnswer({ plan: { ...requestAnswer().plan, requires } }),
        ),
    });
    await expect(run(backend)).rejects.toThrow(
      'reason: the distribution application-docker-registry asks for the reason of each request; say why it is needed',
    );
    expect(read(PATH)).toBe(MANIFEST);

    const { outputs } = await run(backend, { ...INPUT, reason: 'To deploy.' });
    expect(outputs.description).toContain('To deploy.');
    expect(outputs.description).toContain('By `group:default/security`.');
  });

  it('changes the label lines alone, with the plan of the backend and the rights of the user', async () => {
    const backend = new FakeBackend();
    const { outputs, file } = await run(backend);
    expect(file).toBe(`${MANIFEST}    secrets/gh-docker-registry: "true"\n`);
    expect(backend.requests).toEqual([
      {
        distribution: 'application-docker-registry',
        action: 'add',
        dryRun: true,
      },
    ]);
    expect([...backend.tokens]).toEqual([
      mockCredentials.service.header({
        onBehalfOf: alice,
        targetPluginId: 'central-secrets',
      }),
    ]);
    expect(outputs).toEqual({
      changed: true,
      lines: ['+ secrets/gh-docker-registry: "true"'],
      title:
        'Add secrets/gh-docker-registry to namespace backstage (cluster demo)',
      description: expect.stringContaining(
        '`user:default/alice` requests this in Backstage, for `component:default/backstage`',
      ),
      branchName: expect.stringMatching(
        /^central-secrets\/add-demo-backstage-[0-9a-f]{12}$/,
      ),
    });
  });

  it('changes nothing where the file has the label, so that a repeated task is safe', async () => {
    const text = `${MANIFEST}    secrets/gh-docker-registry: "true"\n`;
    const { outputs, file } = await run(new FakeBackend(), INPUT, {
      [PATH]: text,
    });
    expect(file).toBe(text);
    expect(outputs).toMatchObject({ changed: false, lines: [] });
  });

  it('writes nothing where the backend refuses', async () => {
    const backend = new FakeBackend({
      request: () => refusal(403, 'NotAllowedError', 'not yours'),
    });
    await expect(run(backend)).rejects.toThrow(
      'The request to add application-docker-registry was refused (403): not yours',
    );
    expect(read(PATH)).toBe(MANIFEST);
  });

  it('works where the backend itself opens no pull requests', async () => {
    const { plan } = requestAnswer();
    const refused = message('dry-run-refused', {
      because: message('requests-in-git'),
    });
    const backend = new FakeBackend({
      request: () =>
        Response.json(
          requestAnswer({ plan: { ...plan, warnings: [refused] } }),
        ),
    });
    const { file } = await run(backend);
    expect(file).toContain('secrets/gh-docker-registry');
  });

  it('edits values of a chart', async () => {
    const values =
      'namespaces:\n  backstage:\n    labels:\n      team: portal\n';
    const { file } = await run(
      new FakeBackend(),
      { ...INPUT, valuesPath: 'namespaces.backstage.labels' },
      { [PATH]: values },
    );
    expect(file).toBe(`${values}      secrets/gh-docker-registry: "true"\n`);
  });

  it.each([
    [
      'a file of another namespace',
      PATH,
      MANIFEST.replace('name: backstage', 'name: argocd'),
      /declares no Namespace backstage/,
    ],
    [
      'a file that is not there',
      'no.yaml',
      '',
      /path: the workspace has no no.yaml; fetch it/,
    ],
    ['a path out of the workspace', '../../etc/passwd', '', /not allowed/i],
  ])('refuses %s', async (_, path, text, problem) => {
    await expect(
      run(new FakeBackend(), { ...INPUT, path }, { [PATH]: text }),
    ).rejects.toThrow(problem);
  });

  it('needs a distribution', async () => {
    await expect(
      run(new FakeBackend(), { ...INPUT, distributions: [] }),
    ).rejects.toThrow('distributions or labels: name at least one');
  });

  it.each(examples)(
    'has an example that runs: $description',
    async ({ example }) => {
      const { input } = parse(example).steps.find(
        ({ action }: { action: string }) =>
          action === createLabelNamespacePullRequestAction({} as any).id,
      );
      const isRemoval = input.action === 'remove';
      const backend = new FakeBackend({
        request: () => {
          const answer = requestAnswer();
          return Response.json(
            isRemoval
              ? {
                  ...answer,
                  plan: {
                    ...answer.plan,
                    add: {},
                    remove: ['secrets/gh-docker-registry'],
                    arrives: [],
                  },
                }
              : answer,
          );
        },
      });
      const { outputs } = await run(backend, input, {
        [PATH]: MANIFEST,
        'values.yaml':
          'namespaces:\n  backstage:\n    labels:\n      team: portal\n      secrets/gh-docker-registry: "true"\n',
      });
      expect(outputs.changed).toBe(true);
    },
  );
});
