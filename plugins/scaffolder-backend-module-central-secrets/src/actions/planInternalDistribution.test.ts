import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse, parseAllDocuments } from 'yaml';
import { createPlanInternalDistributionAction } from './planInternalDistribution';
import { examples } from './planInternalDistribution.examples';

const [{ input: GOOD }] = parse(examples[0].example).steps;

describe('central-secrets:plan-internal-distribution', () => {
  const workspace = createMockDirectory();

  async function run(changes: object = {}, answers: object = {}) {
    workspace.setContent({ 'README.md': 'as it was' });
    const context = createMockActionContext({
      input: {
        ...GOOD,
        ...changes,
        answers: { ...GOOD.answers, ...answers },
      },
      workspacePath: workspace.path,
    });
    await createPlanInternalDistributionAction().handler(context as any);
    return Object.fromEntries((context.output as jest.Mock).mock.calls);
  }

  /** A refusal must leave nothing half done. */
  const expectNothingWritten = () =>
    expect(workspace.content()).toEqual({ 'README.md': 'as it was' });

  it('writes a PushSecret and the ExternalSecret of each consumer, and says which rule decides', async () => {
    const output = await run(
      { keys: [{ key: 'user', property: 'username' }, { key: 'password' }] },
      { consumerNamespaces: ['temporal', 'backstage'] },
    );
    expect(output).toEqual({
      decision: 'use',
      rule: 'all-conditions-met',
      section: '5a.1.3',
      strength: 'MUST',
      explanation: expect.stringMatching(
        /^Internal distribution MUST be used .* \(MUST, section 5a\.1\.3\)$/,
      ),
      alternative: '',
      path: 'platform-data/postgres/temporal',
      file: 'platform-data-postgres-temporal.yaml',
    });
    const { 'internal-distribution': written } = workspace.content() as any;
    const manifests = parseAllDocuments(written[output.file]).map(each =>
      each.toJS(),
    );
    expect(
      manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`),
    ).toEqual([
      'PushSecret platform-data',
      'ExternalSecret backstage',
      'ExternalSecret temporal',
    ]);
    expect(manifests[0].spec.data[0].match).toEqual({
      secretKey: 'user',
      remoteRef: {
        remoteKey: 'platform-data/postgres/temporal',
        property: 'username',
      },
    });
  });

  it('names the alternative where the value may travel either way', async () => {
    await expect(
      run(
        { keys: [{ key: 'host' }], holder: 'platform-postgres' },
        { data: 'configuration', changes: 'static', needs: [] },
      ),
    ).resolves.toMatchObject({
      decision: 'optional',
      alternative: 'Replicate a ConfigMap into each namespace',
    });
  });

  it('refuses what must not travel this way, with the rule and the alternative', async () => {
    await expect(run({}, { origin: 'third-party' })).rejects.toThrow(
      'Do not use internal distribution. External and third-party credentials MUST NOT use internal distribution (MUST NOT, section 5a.1.5). Instead: Keep it in the hub, and distribute it from there (RFC section 5.3). Nothing was written',
    );
    expectNothingWritten();
  });

  it('names each answer that contradicts another', async () => {
    await expect(
      run(
        {},
        { changes: 'static', needs: ['rotation'], reach: 'same-namespace' },
      ),
    ).rejects.toThrow(
      /^needs: needs "rotation" contradicts changes static: .*; reach: reach "same-namespace" contradicts/,
    );
    expectNothingWritten();
  });

  it.each([
    [{ datasource: '../../etc' }, /^datasource: .* write platform-data/],
    [{ holder: 'Währung' }, /^holder: "Währung" has others than/],
    [{ keys: [] }, /^producer.keys: producer.keys is empty/],
    [{ targetSecret: 'a b' }, /^consumers.0.secret: /],
    [{ refreshInterval: 'hourly' }, /^refreshInterval: "hourly"/],
  ])('refuses the name %j', async (changes, problem) => {
    await expect(run(changes)).rejects.toThrow(problem);
    expectNothingWritten();
  });

  it('writes nothing outside of the workspace', async () => {
    await expect(run({ targetPath: '../elsewhere' })).rejects.toThrow(
      /outside of the workspace|not allowed|Relative path/i,
    );
    expectNothingWritten();
  });
});
