import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import fc from 'fast-check';
import { parse } from 'yaml';
import { objectionsOf } from './__testUtils__/objectionsOf';

// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');
const FILE = resolve(
  REPOSITORY,
  'examples/templates/add-a-central-secret/template.yaml',
);
const TEMPLATE = parse(readFileSync(FILE, 'utf8'));
const STORE = parse(
  readFileSync(
    resolve(REPOSITORY, 'deploy/base/store/cluster-secret-store.yaml'),
    'utf8',
  ),
);

/** The values that a user enters. */
interface Values {
  readonly name: string;
  readonly description: string;
  readonly source?: string;
  readonly format: string;
  readonly secretType?: string;
  readonly keys?: readonly {
    readonly name: string;
    readonly purpose: string;
  }[];
  readonly registry?: string;
  readonly refreshInterval?: string;
  readonly selfService?: boolean;
  readonly owners?: readonly string[];
}

const GOOD: Values = {
  name: 'payment-api',
  description: 'Call the payment service',
  format: 'Opaque',
  secretType: 'api-token',
  keys: [
    { name: 'client-id', purpose: 'the account' },
    { name: 'client-secret', purpose: 'its secret' },
  ],
  refreshInterval: '1h0m0s',
  selfService: true,
};

const objections = objectionsOf(TEMPLATE);

/**
 * Lists the form's objections to the entered values, after the field's path
 * (the form shows its title); empty where all values are valid.
 */
function complaints(values: object): string[] {
  return objections(values).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
}

const workspace = createMockDirectory();
const engine = TemplateEngine.create({ timeLimitMs: 60_000 });

afterAll(() => engine.close());

/** The manifest, by the scaffolder's own action and the template's own input. */
async function written(values: Values): Promise<string> {
  workspace.setContent({});
  const [step] = TEMPLATE.spec.steps;
  const action = createFetchTemplateAction({
    integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    reader: mockServices.urlReader.mock(),
  });
  await action.handler(
    createMockActionContext({
      workspacePath: workspace.path,
      templateInfo: {
        entityRef: 'template:default/add-a-central-secret',
        baseUrl: pathToFileURL(FILE).href,
      },
      input: {
        ...step.input,
        values: {
          ...values,
          source: values.source || values.name,
          refreshInterval: values.refreshInterval || '1h0m0s',
        },
      },
    }) as any,
  );
  const files = workspace.content({ path: step.input.targetPath }) as Record<
    string,
    string
  >;
  expect(Object.keys(files)).toEqual([`${values.name}.yaml`]);
  return files[`${values.name}.yaml`];
}

/**
 * Returns the findings of our own rules in a manifest, beside the hub's store.
 */
async function findingsOf(manifest: string) {
  const manifests = [parse(manifest), STORE].map(each => manifestOf(each)!);
  const input = readManifests(manifests, DEFAULT_RULE_SETTINGS);
  const verdicts = await engine.judge(
    input.templates.map(({ template }) => template),
  );
  return lint(input, verdicts).map(({ code, message }) => [code, message]);
}

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map(text => text.replace(/[^\P{C}\u200d]|[\u2028\u2029]/gu, '·'));

const someValues: fc.Arbitrary<Values> = fc
  .record({
    name: fc.oneof(label, fc.constantFrom('true', 'null', 'no', 'y', 'e1')),
    description: fc.oneof(
      line,
      fc.constantFrom(
        '{{ .token }}',
        "it's: #1",
        '- "a"',
        '${{ values.name }}',
      ),
    ),
    refreshInterval: fc.constantFrom('15m0s', '1h0m0s', '24h0m0s'),
    selfService: fc.boolean(),
    format: fc.constantFrom(
      'Opaque',
      'kubernetes.io/dockerconfigjson',
      'kubernetes.io/basic-auth',
      'kubernetes.io/ssh-auth',
      'kubernetes.io/tls',
    ),
    source: fc.option(label, { nil: undefined }),
    owners: fc.option(fc.uniqueArray(label.map(it => `group:default/${it}`)), {
      nil: undefined,
    }),
    secretType: label,
    keys: fc.uniqueArray(
      fc.record(
        {
          name: fc
            .stringMatching(/^[-._a-zA-Z0-9]{1,20}$/)
            // Kubernetes takes no such key.
            .filter(name => name !== '.' && !name.startsWith('..')),
          purpose: line,
        },
        { noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 4, selector: ({ name }) => name },
    ),
    registry: fc.constantFrom('ghcr.io', 'registry.example.com:5000/team'),
  })
  .map(({ secretType, keys, registry, ...common }) => ({
    ...common,
    ...(common.format === 'Opaque' ? { secretType, keys } : {}),
    ...(common.format.endsWith('dockerconfigjson') ? { registry } : {}),
  }));

const keyed = (name: string, purpose: string) => ({
  keys: [{ name, purpose }],
});

describe('the template "Add a central secret"', () => {
  it('asks for names and purposes, and for no value', () => {
    const asked = TEMPLATE.spec.parameters.flatMap((page: any) => [
      ...Object.keys(page.properties),
      ...(page.dependencies?.format.oneOf ?? []).flatMap((branch: any) =>
        Object.keys(branch.properties),
      ),
    ]);
    expect([...new Set(asked)].sort()).toEqual([
      'description',
      'format',
      'keys',
      'name',
      'outcome',
      'owners',
      'refreshInterval',
      'registry',
      'secretType',
      'selfService',
      'source',
    ]);
    expect(JSON.stringify(TEMPLATE.spec.parameters)).not.toMatch(
      /ui:field":"Secret"|"ui:widget":"password"/,
    );
  });

  it('writes a distribution that a person would have written', async () => {
    expect(complaints(GOOD)).toEqual([]);
    expect(await written({ ...GOOD, owners: ['group:default/payments'] }))
      .toBe(`apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata:
  name: 'payment-api'
  annotations:
    central-secrets/self-service: 'true'
    central-secrets/description: "Call the payment service"
    central-secrets/allowed-owners: "group:default/payments"
    central-secrets/keys-purpose: |
      client-id=the account
      client-secret=its secret
spec:
  externalSecretName: 'payment-api'
  refreshTime: 1h0m0s
  namespaceSelectors:
    - matchLabels:
        secrets/payment-api: 'true'
  externalSecretSpec:
    refreshInterval: 1h0m0s
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: 'payment-api'
      template:
        type: Opaque
        metadata:
          labels:
            managed-by: external-secrets
            source: central-secret-store
            secret-type: 'api-token'
    data:
      - secretKey: 'client-id'
        remoteRef:
          key: 'payment-api'
          property: 'client-id'
      - secretKey: 'client-secret'
        remoteRef:
          key: 'payment-api'
          property: 'client-secret'
`);
  });

  it('writes what our rules have nothing against, whatever the form accepts', async () => {
    await fc.assert(
      fc.asyncProperty(someValues, async values => {
        expect(complaints(values)).toEqual([]);
        const manifest = await written(values);
        expect(await findingsOf(manifest)).toEqual([]);
        const { metadata, spec } = parse(manifest);
        expect(metadata.name).toBe(values.name);
        expect(metadata.annotations).toMatchObject({
          'central-secrets/self-service': String(values.selfService),
          'central-secrets/description': values.description,
        });
        expect(metadata.annotations['central-secrets/allowed-owners']).toBe(
          values.owners?.length ? values.owners.join(',') : undefined,
        );
        const { target, data } = spec.externalSecretSpec;
        expect(target.template.type).toBe(values.format);
        const given = values.keys ?? [];
        const purposes = given.map(key => `${key.name}=${key.purpose}\n`);
        const found = metadata.annotations['central-secrets/keys-purpose'];
        expect(values.keys ? found : '').toBe(purposes.join(''));
        const keys = data.map(({ secretKey }: any) => secretKey);
        expect(values.keys ? keys : []).toEqual(given.map(({ name }) => name));
      }),
      { numRuns: 100 },
    );
  }, 300_000);

  it.each<[string, object, RegExp]>([
    ['a name in capitals', { name: 'Payment' }, /^\/name Up to .*payment-api$/],
    ['a name that is too long', { name: 'a'.repeat(64) }, /^\/name Up to 63/],
    ['a name with a hyphen at its end', { name: 'a-' }, /^\/name Up to 63/],
    ['no name', { name: undefined }, /'name'/],
    ['a second line', { description: 'a\nb' }, /^\/description One line/],
    ['no description', { description: '' }, /^\/description One line/],
    [
      'a source with a slash',
      { source: 'hub/x' },
      /^\/source Lower-case .*github/,
    ],
    ['no keys', { keys: [] }, /^\/keys Name at least one/],
    ['an empty key', { keys: [{}] }, /'name'/],
    [
      'a key with a space',
      keyed('a b', 'x'),
      /^\/keys\/0\/name Letters, digits/,
    ],
    [
      'a purpose with a line',
      keyed('a', 'b\nc'),
      /^\/keys\/0\/purpose One line/,
    ],
    [
      'the same key twice',
      { keys: [...keyed('a', 'b').keys, ...keyed('a', 'b').keys] },
      /^\/keys Name each key once/,
    ],
    ['a kind in capitals', { secretType: 'API' }, /^\/secretType Up to 63/],
    [
      'a registry with a scheme',
      {
        format: 'kubernetes.io/dockerconfigjson',
        registry: 'https://ghcr.io',
      },
      /^\/registry A host name without https:\/\//,
    ],
    ['an unknown format', { format: 'bootstrap' }, /allowed values/],
    ['an owner that is none', { owners: ['payments'] }, /pattern/],
  ])(
    'refuses %s, naming the field and what to write',
    (_what, bad, message) => {
      expect(complaints({ ...GOOD, ...bad })).toContainEqual(
        expect.stringMatching(message),
      );
    },
  );
});
