import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandCaller } from '../__testUtils__/commandCaller';
import { externalSecret } from './__testUtils__/externalSecret';

/** The rules of this file ask nothing of templates. */
const engine = {
  judge: async (templates: readonly unknown[]) =>
    templates.map(() => ({
      outcome: 'rendered' as const,
      accepted: true,
      constant: false,
    })),
};

const secret = (values: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n${values}`;

const STORE = `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec:
  conditions: [{ namespaces: [shop] }]
  provider:
    vault:
      server: https://vault.example.com
      auth: { tokenSecretRef: { name: a, namespace: b, key: c } }
`;

const KUSTOMIZATION = 'kind: Kustomization\n';

describe('lint of a repository', () => {
  const call = commandCaller(engine);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Lints a folder with these files, and gives what is told, without its lines of source. */
  async function lint(files: Record<string, string>, ...args: string[]) {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    const { code, output, errors } = await call([
      'lint',
      '--format',
      'json',
      ...args,
      folder,
    ]);
    const inside = (file: string) => file.replace(`${folder}/`, '');
    const { findings, fileNotes } = JSON.parse(output) as {
      findings: {
        code: string;
        severity: string;
        file: string;
        line: number;
        other?: { file: string; line: number };
      }[];
      fileNotes: { file: string; message: string }[];
    };
    return {
      code,
      errors,
      notes: fileNotes.map(
        ({ file, message }) =>
          `${inside(file)}: ${message.replaceAll(`${folder}/`, '')}`,
      ),
      findings: findings
        .filter(({ severity }) => severity !== 'note')
        .map(found =>
          [
            `${inside(found.file)}:${found.line}`,
            found.severity,
            found.code,
            ...(found.other
              ? [`${inside(found.other.file)}:${found.other.line}`]
              : []),
          ].join(' '),
        ),
    };
  }

  const CLEAN = { code: 0, errors: '', findings: [], notes: [] };

  it('compares no ExternalSecrets whose namespace something else sets', async () => {
    const text = externalSecret({ namespace: undefined });
    await expect(lint({ 'a.yaml': `${text}---\n${text}` })).resolves.toEqual(
      CLEAN,
    );
  });

  it('does not take an unknown namespace for one that a store denies', async () => {
    await expect(
      lint({
        'a.yaml': `${STORE}---\n${externalSecret({ namespace: undefined })}`,
      }),
    ).resolves.toEqual(CLEAN);
    await expect(
      lint({ 'a.yaml': `${STORE}---\n${externalSecret({ namespace: 'x' })}` }),
    ).resolves.toMatchObject({
      findings: [expect.stringContaining('error store-denies a.yaml:5')],
    });
  });

  it('does not believe a namespace that a kustomization replaces', async () => {
    await expect(
      lint({
        'base/a.yaml': `${STORE}---\n${externalSecret({ namespace: 'x' })}`,
        'base/kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml]\n`,
        'shop/kustomization.yaml': `namespace: shop\nresources: [../base]\n`,
      }),
    ).resolves.toEqual(CLEAN);
  });

  it('leaves ${…} alone in names, values and within actions, with one note', async () => {
    await expect(
      lint({
        'a.yaml': externalSecret({
          name: '"${APP}-db"',
          target: '"${APP}-db-secret"',
          template:
            '{ data: { DB_PASSWORD: "${DB_PASSWORD}", URL: "{{ .a_${CLUSTER}_b }}", a: "{{ .a }}" } }',
        }),
      }),
    ).resolves.toEqual({
      ...CLEAN,
      notes: [
        'a.yaml: it holds ${…} (Flux postBuild, envsubst): the values that replace them are not judged',
      ],
    });
  });

  it.each([
    [
      'that SOPS has encrypted',
      'stringData: { token: "ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]" }\nsops: { version: 3.9.0 }\n',
    ],
    [
      'that only refer to a credential',
      'stringData: { a: "<path:kv/data/argocd#token>", b: "op://Platform/argocd/token", c: "ref+vault://kv/argocd#token", d: "${TOKEN}" }\n',
    ],
    [
      'that are none, as Argo CD has them for a repository',
      'stringData: { type: git, url: https://git.example.com/platform, name: platform }\n',
    ],
  ])('finds no credential in values %s', async (_, values) => {
    await expect(
      lint({ 'a.yaml': `${externalSecret()}---\n${secret(values)}` }),
    ).resolves.toEqual(CLEAN);
  });

  it('finds no credential in the documentation of a definition', async () => {
    await expect(
      lint({
        'a.yaml': `${externalSecret()}---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec: { description: "such as -----BEGIN RSA PRIVATE KEY-----" }
`,
      }),
    ).resolves.toEqual(CLEAN);
  });

  it('fails no run because of a file without objects of the operator', async () => {
    const values = 'stringData: { password: not-a-real-password }\n';
    await expect(
      lint({
        'a.yaml': externalSecret(),
        'b.yaml': secret(values),
        'c.yaml': 'a: "b\n',
      }),
    ).resolves.toEqual(CLEAN);
    await expect(lint({ 'b.yaml': secret(values) }, '--hub')).resolves.toEqual({
      ...CLEAN,
      code: 1,
      findings: ['b.yaml:4 error literal-credential'],
    });
  });

  it('takes parts of objects for patches', async () => {
    const head = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: a, namespace: shop }
`;
    await expect(
      lint({
        'delete.yaml': `${head}$patch: delete\n`,
        'merge.yaml': `${head}spec: { dataFrom: [{ extract: { key: b } }] }\n`,
        'listed.yaml': `${head}spec: { target: { name: b } }\n`,
        'named.yaml': `${head}spec: { data: [{ secretKey: b }] }\n`,
        'kustomization.yaml': `${KUSTOMIZATION}patches: [{ path: listed.yaml }, named.yaml]\n`,
      }),
    ).resolves.toEqual(CLEAN);
  });

  it('tells in one line to render a Helm chart, and other templates', async () => {
    const text = `{{- if .Values.a }}\n${externalSecret({
      name: '{{ .Values.a }}',
    })}{{- end }}\n`;
    await expect(
      lint({
        'charts/app/Chart.yaml': 'name: app\n',
        'charts/app/templates/a.yaml': text,
        'charts/app/templates/inner/b.yaml': text,
        'charts/app/templates/c.yaml': externalSecret(),
        'other/a.yaml': text,
      }),
    ).resolves.toEqual({
      ...CLEAN,
      notes: [
        'charts/app/templates: skipped 2 Helm templates: run helm template charts/app | central-secrets lint -',
        'other/a.yaml: skipped: it is a template of Helm, Jinja or the like. Lint the manifests that are made of it',
      ],
    });
  });

  it('passes over what is excluded', async () => {
    const files = {
      'a/b.yaml': 'external-secrets.io: "\n',
      'c.yaml': 'a: b\n',
    };
    await expect(lint(files)).resolves.toMatchObject({ code: 2 });
    await expect(lint(files, '--exclude', join(folder, 'a'))).resolves.toEqual(
      CLEAN,
    );
  });

  it('compares no files of different folders, which may be of two clusters', async () => {
    await expect(
      lint({
        'clusters/a/shop.yaml': externalSecret(),
        'clusters/b/shop.yaml': externalSecret(),
      }),
    ).resolves.toEqual(CLEAN);
  });

  it('names the other file and line, and is sure where both are built together', async () => {
    const files = { 'a.yaml': externalSecret(), 'b.yaml': externalSecret() };
    await expect(lint(files)).resolves.toEqual({
      ...CLEAN,
      findings: ['b.yaml:3 warning external-secret-name-taken a.yaml:3'],
    });
    await expect(
      lint({
        ...files,
        'kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml, b.yaml]\n`,
      }),
    ).resolves.toEqual({
      ...CLEAN,
      code: 1,
      findings: ['b.yaml:3 error external-secret-name-taken a.yaml:3'],
    });
  });

  it('compares no files that the kustomization of their folder leaves out', async () => {
    await expect(
      lint({
        'a.yaml': externalSecret(),
        'older.yaml': externalSecret(),
        'kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml]\n`,
      }),
    ).resolves.toEqual(CLEAN);
  });

  it('takes each folder of --each for a cluster, and shares the other paths', async () => {
    const path = join(folder, 'clusters/*');
    const clusters = {
      'clusters/a/one.yaml': externalSecret(),
      'clusters/b/one.yaml': externalSecret(),
      'clusters/b/inner/two.yaml': externalSecret(),
    };
    for (const [name, content] of Object.entries(clusters)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const { code, output } = await call(['lint', '--each', path]);
    expect(code).toBe(1);
    expect(output.match(/^\/.*$/gm)).toEqual([
      expect.stringMatching(/a\/one\.yaml:6:47 note store-not-given$/),
      expect.stringMatching(/b\/inner\/two\.yaml:6:47 note store-not-given$/),
      expect.stringMatching(
        /b\/one\.yaml:3:13 error external-secret-name-taken$/,
      ),
    ]);
    await expect(
      call(['lint', '--each', join(folder, 'nowhere/*')]),
    ).resolves.toEqual({
      code: 2,
      output: '',
      errors: `central-secrets lint: --each: ${folder}/nowhere/* means no folder\n`,
    });
  });

  it('waits for a later patch of what an object lacks', async () => {
    const kustomization = (patches: string) => ({
      'base/a.yaml': externalSecret({
        spec: '  dataFrom: [{ extract: { key: } }]',
      }),
      'base/kustomization.yaml': `${KUSTOMIZATION}resources: [a.yaml]\n`,
      'shop/kustomization.yaml': `${KUSTOMIZATION}resources: [../base]\n${patches}`,
    });
    await expect(
      lint(
        kustomization(
          'patches: [{ target: { kind: ExternalSecret }, path: key.yaml }]\n',
        ),
      ),
    ).resolves.toEqual(CLEAN);
    await expect(
      lint(kustomization('patches: [{ target: { kind: Pod }, patch: "" }]\n')),
    ).resolves.toMatchObject({
      findings: ['base/a.yaml:8 error field-missing'],
    });
  });

  it('asks for the conventions of a hub only where there is one', async () => {
    const distribution = `apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: { name: pull }
spec:
  namespaceSelectors:
    - matchExpressions:
        - { key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system] }
  externalSecretSpec:
    secretStoreRef: { kind: ClusterSecretStore, name: vault }
    target: { template: { metadata: { labels: {} } } }
    dataFrom: [{ extract: { key: pull } }]
`;
    await expect(lint({ 'a.yaml': distribution })).resolves.toEqual(CLEAN);
    await expect(
      lint({ 'a.yaml': distribution }, '--hub'),
    ).resolves.toMatchObject({
      findings: [
        'a.yaml:6 error protected-namespace-selected',
        'a.yaml:10 warning secret-labels-missing',
      ],
    });
  });

  it('reads an alias that stands for a key', async () => {
    const text = externalSecret({ name: '&name shop' }).replace(
      'spec:',
      '  labels: { *name : x }\nspec:',
    );
    await expect(
      lint({
        'a.yaml': text.replace(
          '{ name: &name shop, namespace: shop }',
          '\n  name: &name shop\n  namespace: shop',
        ),
      }),
    ).resolves.toEqual(CLEAN);
  });

  it.each([
    [[], 'a.yaml:1 warning api-version-unknown'],
    [['--operator-version', '0.10'], undefined],
    [['--operator-version', 'v0.17.0'], 'a.yaml:1 error api-version-unknown'],
  ])(
    'judges v1beta1 by what is known of the operator: %j',
    async (args, told) => {
      const text = externalSecret().replace('io/v1', 'io/v1beta1');
      const { findings } = await lint({ 'a.yaml': text }, ...args);
      expect(findings).toEqual(told ? [told] : []);
    },
  );
});
