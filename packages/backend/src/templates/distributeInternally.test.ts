import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
} from '@central-secrets/manifest-rules';
import scaffolderModule from '@central-secrets/backstage-plugin-scaffolder-backend-module-central-secrets';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { objectionsOf } from './__testUtils__/objectionsOf';

// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');
const read = (path: string) => readFileSync(resolve(REPOSITORY, path), 'utf8');
const TEMPLATE = parse(
  read('examples/templates/distribute-internally/template.yaml'),
);
const STORE = parse(
  read('deploy/internal-distribution/store/cluster-secret-store.yaml'),
);

const objections = objectionsOf(TEMPLATE);

const GOOD = {
  origin: 'operator',
  data: 'secret',
  producerNamespace: 'platform-data',
  consumerNamespaces: ['temporal'],
  changes: 'dynamic',
  phase: 'steady-state',
  needs: ['audit'],
  datasource: 'postgres',
  holder: 'temporal',
  sourceSecret: 'temporal-password',
  keys: [{ key: 'username' }, { key: 'password' }],
  targetSecret: 'temporal-postgres',
  refreshInterval: '1h',
};

/** The objections of the form, by the field's path. */
const complaints = (values: object): string[] =>
  objections(values).map(({ instancePath }) => instancePath);

describe('the template "Distribute a secret internally"', () => {
  const workspace = createMockDirectory();
  let action: { id: string; handler: (context: any) => Promise<void> };

  beforeAll(async () => {
    const actions: (typeof action)[] = [];
    // As the backend calls it, without a backend.
    const [registration] = (scaffolderModule as any).getRegistrations();
    await registration.init.func({
      scaffolderActions: {
        addActions: (...added: (typeof action)[]) => actions.push(...added),
      },
    });
    action = actions.find(
      ({ id }) => id === 'central-secrets:plan-internal-distribution',
    )!;
  });

  /** The manifests, by the template's own input. */
  async function written(values: typeof GOOD): Promise<any[]> {
    workspace.setContent({});
    const { answers, ...names } = TEMPLATE.spec.steps[0].input;
    const filled = (input: object) =>
      Object.fromEntries(
        Object.keys(input).map(field => [field, (values as any)[field]]),
      );
    await action.handler(
      createMockActionContext({
        workspacePath: workspace.path,
        input: {
          ...filled(names),
          answers: filled(answers),
          targetPath: names.targetPath,
        },
      }) as any,
    );
    const { 'internal-distribution': files } = workspace.content() as any;
    const [text] = Object.values<string>(files);
    return parseAllDocuments(text).map(each => each.toJS());
  }

  /** Errors of our own rules, beside the store of internal distribution. */
  function errorsOf(manifests: readonly object[]) {
    const input = readManifests(
      [STORE, ...manifests].map(each => manifestOf(each)!),
      DEFAULT_RULE_SETTINGS,
    );
    return lint(input, [])
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, message }) => [code, message]);
  }

  it('has every answer and name of the action in its form', () => {
    const { answers, ...names } = TEMPLATE.spec.steps[0].input;
    const fields = TEMPLATE.spec.parameters.flatMap(
      ({ properties }: { properties: object }) => Object.keys(properties),
    );
    expect(fields).toEqual(
      expect.arrayContaining([
        ...Object.keys(answers),
        ...Object.keys(names).filter(name => name !== 'targetPath'),
      ]),
    );
  });

  it('writes manifests that lint accepts, whatever valid names are entered', async () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    const key = fc.constantFrom('username', 'password', 'token', 'ca.crt');
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          datasource: label,
          holder: label,
          consumerNamespaces: fc.uniqueArray(
            label.map(name => `team-${name}`),
            { minLength: 1, maxLength: 4 },
          ),
          keys: fc.uniqueArray(
            key.map(each => ({
              key: each,
              property: each === 'ca.crt' ? 'ca' : each,
            })),
            { minLength: 1, maxLength: 4, selector: each => each.key },
          ),
          refreshInterval: fc.constantFrom('5m', '15m', '1h'),
        }),
        async names => {
          const values = { ...GOOD, ...names };
          fc.pre(!/^(?:dev|qa|uat|stage|prod)$/.test(names.holder));
          fc.pre(!/^(?:dev|qa|uat|stage|prod)$/.test(names.datasource));
          expect(complaints(values)).toEqual([]);
          expect(errorsOf(await written(values as typeof GOOD))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['producerNamespace', { producerNamespace: '../kube-system' }],
    ['consumerNamespaces', { consumerNamespaces: [] }],
    ['datasource', { datasource: 'Postgres' }],
    ['holder', { holder: 'a'.repeat(1_000) }],
    ['keys', { keys: [] }],
    ['targetSecret', { targetSecret: 'temporal postgres' }],
  ])('objects to a wrong %s in the form', (field, changes) => {
    expect(
      complaints({ ...GOOD, ...changes }).map(path => path.split('/')[1]),
    ).toContain(field);
  });

  it('explains a value that must not travel this way, and writes nothing', async () => {
    await expect(written({ ...GOOD, origin: 'human' })).rejects.toThrow(
      'Instead: Keep it in encrypted Git, and materialize it during bootstrap',
    );
    expect(workspace.content()).toEqual({});
  });
});
