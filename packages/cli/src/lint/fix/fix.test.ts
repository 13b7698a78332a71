import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { commandCaller } from '../../__testUtils__/commandCaller';
import { externalSecret } from '../__testUtils__/externalSecret';

/** The fixes ask nothing of templates. */
const engine = {
  judge: async (templates: readonly unknown[]) =>
    templates.map(() => ({
      outcome: 'rendered' as const,
      accepted: true,
      constant: false,
    })),
};

const distribution = (spec: string) => `apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: { name: pull } # of the platform
spec:
${spec}
  externalSecretSpec:
    secretStoreRef: { kind: ClusterSecretStore, name: vault }
    dataFrom: [{ extract: { key: pull } }]
`;

/** What `lint --fix` makes of a text, by its name. */
const FIXED: readonly [
  what: string,
  before: string,
  changes: readonly (readonly [from: string, to: string])[],
  args?: readonly string[],
][] = [
  [
    'an old version of the API, with its comment',
    externalSecret().replace('io/v1', 'io/v1beta1 # to be renewed'),
    [['io/v1beta1 # to', 'io/v1 # to']],
  ],
  [
    'an old version of the API in quotes',
    externalSecret().replace(
      'external-secrets.io/v1',
      "'external-secrets.io/v1beta1'",
    ),
    [["'external-secrets.io/v1beta1'", "'external-secrets.io/v1'"]],
  ],
  [
    'a deprecated selector, and leaves the comments around it',
    distribution(`  # those that asked for it
  namespaceSelector:
    matchLabels:
      # a request label
      secrets/pull: "true"

    matchExpressions:
      - key: team
        operator: Exists
  # the copies`),
    [
      [
        `  namespaceSelector:
    matchLabels:
      # a request label
      secrets/pull: "true"

    matchExpressions:
      - key: team
        operator: Exists
`,
        `  namespaceSelectors:
    - matchLabels:
        # a request label
        secrets/pull: "true"

      matchExpressions:
        - key: team
          operator: Exists
`,
      ],
    ],
  ],
  [
    'a deprecated selector in brackets',
    distribution('  namespaceSelector: { matchLabels: { a: b } } # one'),
    [
      [
        'namespaceSelector: { matchLabels: { a: b } } #',
        'namespaceSelectors: [{ matchLabels: { a: b } }] #',
      ],
    ],
  ],
  [
    'an entry of dataFrom as v1alpha1 had it',
    externalSecret({
      spec: '  dataFrom:\n    - key: a # first\n      version: "2"\n    - extract: { key: b }',
    }),
    [
      [
        '    - key: a # first\n      version: "2"\n',
        '    - extract:\n        key: a # first\n        version: "2"\n',
      ],
    ],
  ],
  [
    'a label without quotes, also in a List of JSON',
    JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [1, 2, 3, 4, 5, 6].map(number => ({
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: {
            name: `a${number}`,
            namespace: 'shop',
            labels: { generation: number === 3 ? 3 : '3' },
          },
          spec: {
            secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
            dataFrom: [{ extract: { key: 'a' } }],
          },
        })),
      },
      null,
      2,
    ),
    [['"generation": 3\n', '"generation": "3"\n']],
  ],
  [
    'capitals of fields and values',
    externalSecret({
      spec: '  refreshpolicy: periodic\n  dataFrom: [{ extract: { key: a } }]',
    }),
    [['refreshpolicy: periodic', 'refreshPolicy: Periodic']],
  ],
  [
    'a number and a truth value in quotes',
    `apiVersion: generators.external-secrets.io/v1alpha1
kind: Password
metadata: { name: a }
spec: { length: "24", noUpper: 'true', allowRepeat: false }
---
${externalSecret()}`,
    [
      ['"24"', '24'],
      ["'true'", 'true'],
    ],
  ],
  [
    'the fields that Argo CD would miss, in blocks and in brackets',
    externalSecret({
      spec: `  data:
    - secretKey: a
      remoteRef:
        key: a # the source
        property: b # its key
    - secretKey: b
      remoteRef: { key: b, metadataPolicy: None }
  dataFrom:
    - extract:
        key: >-
          long
`,
    }),
    [
      [
        '        property: b # its key\n',
        '        property: b # its key\n        conversionStrategy: Default\n        decodingStrategy: None\n        metadataPolicy: None\n',
      ],
      [
        'metadataPolicy: None }',
        'metadataPolicy: None, conversionStrategy: Default, decodingStrategy: None }',
      ],
      [
        '        key: >-\n',
        '        conversionStrategy: Default\n        decodingStrategy: None\n        metadataPolicy: None\n        key: >-\n',
      ],
    ],
    ['--gitops', 'argocd'],
  ],
  [
    'values between quotes in a JSON template, wherever it stands',
    externalSecret({
      template: `
    data:
      block: |
        { "password": "{{ .password }}", "user": "{{ .user }}" }
      double: "{ \\"password\\": \\"{{ .password }}\\" }"
      single: '{ "password": "{{ index . "pass.word" }}" }'
`,
      spec: '  dataFrom: [{ extract: { key: a } }]',
    })
      .replace('target: { name: database, template:', 'target:\n   template:')
      .replace("}' \n }", "}'")
      .replace(/\n \}\n/, '\n'),
    [
      [
        '"password": "{{ .password }}",',
        '"password": {{ .password | toJson }},',
      ],
      [
        '\\"password\\": \\"{{ .password }}\\"',
        '\\"password\\": {{ .password | toJson }}',
      ],
    ],
  ],
];

describe('lint --fix', () => {
  const call = commandCaller(engine);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  async function lint(...args: string[]) {
    return call(['lint', ...args, folder]);
  }

  /** Codes of what could still be fixed. */
  async function fixable(...args: string[]): Promise<string[]> {
    const { output } = await lint('--format', 'json', ...args);
    return JSON.parse(output)
      .findings.filter((each: { fixable: boolean }) => each.fixable)
      .map(({ code }: { code: string }) => code);
  }

  it.each(FIXED)('mends %s', async (_, before, changes, args = []) => {
    write('a.yaml', before);
    await expect(fixable(...args)).resolves.not.toEqual([]);
    const expected = changes.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    }, before);
    const { errors } = await lint('--fix', ...args);
    expect(errors).toBe('');
    expect(read('a.yaml')).toBe(expected);
    await expect(fixable(...args)).resolves.toEqual([]);
    await lint('--fix', ...args);
    expect(read('a.yaml')).toBe(expected);
  });

  it.each<[string, Record<string, string>]>([
    [
      'that waits for another tool',
      { 'a.yaml': externalSecret({ name: '"${NAME}"' }) },
    ],
    [
      'that a template of Helm may be',
      { 'a.yaml': `# {{ if .Values.a }}\n${externalSecret()}` },
    ],
    [
      'that SOPS has encrypted',
      { 'a.yaml': `${externalSecret()}sops: { version: 3.9.0 }\n` },
    ],
    [
      'whose version a patch has to have too',
      {
        'a.yaml': externalSecret(),
        'kustomization.yaml':
          'resources: [a.yaml]\npatches: [{ target: { kind: ExternalSecret }, patch: "" }]\n',
      },
    ],
    [
      'that v1 would refuse',
      {
        'a.yaml': externalSecret({
          template: '{ engineVersion: v1, data: { a: b } }',
        }),
      },
    ],
  ])('leaves a file alone %s', async (_, files) => {
    for (const [name, text] of Object.entries(files)) {
      write(name, text.replace('secrets.io/v1\n', 'secrets.io/v1beta1\n'));
    }
    const before = Object.keys(files).map(read);
    const { output } = await lint('--fix');
    expect(output).toContain('api-version-unknown');
    expect(output).toContain('fixed 0 findings in 0 files');
    expect(Object.keys(files).map(read)).toEqual(before);
  });

  it('prints the difference of a dry run, and writes nothing', async () => {
    const text = externalSecret().replace('io/v1', 'io/v1beta1');
    const path = write('a.yaml', text);
    await expect(lint('--fix', '--dry-run')).resolves.toEqual({
      code: 0,
      errors: '',
      output: `--- ${path}
+++ ${path}
@@ -1,1 +1,1 @@
-apiVersion: external-secrets.io/v1beta1
+apiVersion: external-secrets.io/v1
`,
    });
    expect(read('a.yaml')).toBe(text);
  });

  it('keeps line breaks, the mark at the beginning, rights and links', async () => {
    const text = `\uFEFF${externalSecret()
      .replace('io/v1', 'io/v1beta1')
      .replaceAll('\n', '\r\n')}`;
    const path = write('real/a.yaml', text);
    const { mode } = statSync(path);
    symlinkSync(path, join(folder, 'link.yaml'));
    const { output } = await call(['lint', '--fix', join(folder, 'link.yaml')]);
    expect(output).toContain('fixed 1 finding in 1 file');
    expect(read('real/a.yaml')).toBe(text.replace('v1beta1', 'v1'));
    expect(read('link.yaml')).toBe(read('real/a.yaml'));
    expect(statSync(path).mode).toBe(mode);
    expect(readdirSync(folder)).toEqual(['link.yaml', 'real']);
  });

  it.each([
    [['--dry-run', 'a'], '--dry-run goes with --fix'],
    [
      ['--fix', '-'],
      '--fix changes files: name files or folders, and neither - nor --kustomize',
    ],
  ])('refuses %j', async (args, mistake) => {
    const { code, errors } = await call(['lint', ...args]);
    expect(code).toBe(2);
    expect(errors).toContain(mistake);
  });

  it('changes only lines of findings, and nothing when it runs again', async () => {
    const comment = fc.constantFrom('', ' # why', '\n# above the next');
    const entry = fc
      .record({
        style: fc.constantFrom('block', 'flow'),
        quote: fc.constantFrom('', '"', "'"),
        comment,
        isComplete: fc.boolean(),
      })
      .map(({ style, quote, comment: after, isComplete }) => {
        const rest = isComplete
          ? [
              'conversionStrategy: Default',
              'decodingStrategy: None',
              'metadataPolicy: None',
            ]
          : [];
        const fields = [`key: ${quote}shop/a${quote}`, ...rest];
        return style === 'flow'
          ? `    - secretKey: KEY\n      remoteRef: { ${fields.join(
              ', ',
            )} }${after}\n`
          : `    - secretKey: KEY\n      remoteRef:\n        ${fields.join(
              '\n        ',
            )}${after}\n`;
      });
    const object = fc.record({
      version: fc.constantFrom('v1', 'v1beta1'),
      label: fc.constantFrom('x', '1', 'true', '"1"'),
      entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
      comment,
    });
    const args = ['--gitops', 'argocd'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { minLength: 1, maxLength: 3 }),
        async objects => {
          const text = objects
            .map(
              ({ version, label, entries, comment: after }, index) =>
                `apiVersion: external-secrets.io/${version}${after}
kind: ExternalSecret
metadata:
  name: a${index}
  namespace: shop
  labels: { a: ${label} }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  data:
${entries.map((each, at) => each.replace('KEY', `k${at}`)).join('')}`,
            )
            .join('---\n');
          write('a.yaml', text);
          await lint('--fix', ...args);
          const after = read('a.yaml');
          await expect(fixable(...args)).resolves.toEqual([]);
          await lint('--fix', ...args);
          expect(read('a.yaml')).toBe(after);
          // Comments and all other lines are still there, in their order.
          const kept = text
            .split('\n')
            .filter(line => !/v1beta1|labels|remoteRef: \{/.test(line));
          let at = -1;
          const lines = after.split('\n');
          for (const line of kept) {
            at = lines.indexOf(line, at + 1);
            expect(at).toBeGreaterThan(-1);
          }
          expect(after.match(/#.*/g)).toEqual(text.match(/#.*/g));
        },
      ),
      { numRuns: 40 },
    );
  });
});
