import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateEngine } from '@central-secrets/template-engine';
import { edited, GOOD } from './lint/__testUtils__/ruleCases';
import { commandCaller } from './__testUtils__/commandCaller';
import { commandLike, HOSTILE } from './__testUtils__/hostileTexts';

jest.setTimeout(60_000);

describe('central-secrets', () => {
  const engine = TemplateEngine.create();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => engine.close());

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  const call = commandCaller(engine);

  const BAD = edited(["secrets/demo: 'true'", "secrets/demo: 'not ok'"]);
  const WARNED = edited(["secrets/demo: 'true'", "team: 'demo'"]);

  it('ends quietly when its reader does, as head does', async () => {
    const command = join(__dirname, '../bin/central-secrets');
    const child = spawn(process.execPath, [
      command,
      'lint',
      file('a.yaml', BAD),
    ]);
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', data => {
      errors += data;
    });
    const [code] = await once(child, 'close');
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });

  it('exits with 0 where nothing is wrong, in a file, a folder and on standard input', async () => {
    const path = file('good.yaml', GOOD);
    for (const args of [[path], [folder]]) {
      await expect(call(['lint', ...args])).resolves.toEqual({
        code: 0,
        output: '0 errors, 0 warnings (2 manifests in 1 file)\n',
        errors: '',
      });
    }
    await expect(call(['lint', '-'], GOOD)).resolves.toMatchObject({ code: 0 });
  });

  it('shows people the place, the line and the remedy, and exits with 1', async () => {
    const path = file('bad.yaml', BAD);
    const { code, output } = await call(['lint', path]);
    expect(code).toBe(1);
    expect(output).toBe(
      [
        `${path}:18:7 error selector-invalid`,
        '  the selector is invalid, and the distribution selects nothing: "not ok" on secrets/demo is not a label value',
        '  18 |     - matchLabels:',
        '     |       ^',
        '',
        '1 error, 0 warnings (2 manifests in 1 file)',
        '',
      ].join('\n'),
    );
  });

  it('minds warnings only where it is told to', async () => {
    const path = file('warned.yaml', WARNED);
    await expect(call(['lint', path])).resolves.toMatchObject({ code: 0 });
    await expect(
      call(['lint', '--max-warnings', '1', path]),
    ).resolves.toMatchObject({ code: 0 });
    await expect(
      call(['lint', '--max-warnings', '0', path]),
    ).resolves.toMatchObject({ code: 1 });
    await expect(call(['lint', '--strict', path])).resolves.toMatchObject({
      code: 1,
    });
  });

  it('tells programs the same as JSON', async () => {
    const { code, output } = await call(['lint', '--format', 'json', '-'], BAD);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual({
      findings: [
        {
          code: 'selector-invalid',
          severity: 'error',
          message: expect.stringContaining('"not ok"'),
          file: '<standard input>',
          line: 18,
          column: 7,
          fixable: false,
          object: {
            apiVersion: 'external-secrets.io/v1',
            kind: 'ClusterExternalSecret',
            namespace: null,
            name: 'demo',
          },
          path: ['spec', 'namespaceSelectors', 0],
        },
      ],
      unreadable: [],
      fileNotes: [],
      errorCount: 1,
      warningCount: 0,
      noteCount: 0,
      fileCount: 1,
      manifestCount: 2,
    });
  });

  it('finds objects in a List, and says where they are', async () => {
    const item = BAD.split('---\n')[1].replace(/^/gm, '    ').trim();
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${item}\n`;
    const { output } = await call(['lint', '-'], list);
    expect(output).toContain('<standard input>:12:11 error selector-invalid');
  });

  it('never shows a credential that it has found', async () => {
    const canary = 'canary-0123456789';
    const text = `${edited([
      "greeting: 'Hello {{ .username }}'",
      `password: ${canary}`,
    ])}---\napiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { a: ${canary} }\n`;
    for (const format of ['human', 'json', 'sarif']) {
      const { code, output } = await call(
        ['lint', '--format', format, '-'],
        text,
      );
      expect(code).toBe(1);
      expect(output).toContain('literal-credential');
      expect(output).not.toContain(canary);
    }
  });

  it('takes nothing of a file, its name or an argument for a command', async () => {
    const inner = join(folder, 'a\n::error::b\u001b[2J\u202e');
    mkdirSync(inner);
    writeFileSync(join(inner, '##[error]c.yaml'), BAD);
    writeFileSync(join(inner, 'd.yaml'), 'a: "b\n::add-mask::e\n');
    const before = process.cwd();
    process.chdir(folder);
    try {
      writeFileSync('::error::f.yaml', BAD.replace('not ok', 'n\u2028ok'));
      for (const format of ['human', 'json', 'sarif']) {
        const { code, output, errors } = await call([
          'lint',
          '--format',
          format,
          '::error::f.yaml',
          '::error::nowhere.yaml',
          inner,
        ]);
        expect(code).toBe(2);
        for (const line of `${output}${errors}`.split('\n')) {
          expect(line).not.toMatch(HOSTILE);
          expect(commandLike(line)).toBe(false);
        }
        expect(errors).toContain('\\u003a:error::nowhere.yaml: does not exist');
      }
    } finally {
      process.chdir(before);
    }
  });

  it('takes no argument for a command that it complains of', async () => {
    for (const args of [
      ['a\n::error::b'],
      ['lint', '--format', 'a\n::error::b\u001b'],
      ['lint', '--a\n::error::b'],
      ['doctor', '--operator', 'a\n::error::b\u202e'],
      ['doctor', '--kubeconfig', 'a\n::error::b\r'],
    ]) {
      const { errors } = await call(args);
      for (const line of errors.split('\n')) {
        expect(line).not.toMatch(HOSTILE);
        expect(commandLike(line)).toBe(false);
      }
    }
  });

  it.each([
    [[], /^Usage/],
    [['lnit'], /there is no command "lnit"/],
    [['lint'], /name a file, a folder, or -/],
    [
      ['lint', '--format', 'xml', '-'],
      /no format "xml": use human, json, sarif/,
    ],
    [['lint', '--max-warnings', 'few', '-'], /takes a whole number/],
    [['lint', '--nonsense', '-'], /Unknown option '--nonsense'/],
  ])('exits with 2 at wrong usage: %j', async (args, message) => {
    const { code, output, errors } = await call(args);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(message);
  });

  it('reads a map of 100,000 keys in time that grows with their number', async () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `  k${i}: x`);
    await expect(
      call(
        ['lint', '-'],
        `apiVersion: v1\nkind: ConfigMap\ndata:\n${keys.join('\n')}\n`,
      ),
    ).resolves.toMatchObject({ code: 0 });
  });

  it('finds the place of each finding in a List, nested, in flow style and behind an alias', async () => {
    const item = (name: string) =>
      `{apiVersion: external-secrets.io/v1beta1, kind: SecretStore, metadata: {name: ${name}, namespace: x}}`;
    const { output } = await call(
      ['lint', '-'],
      `apiVersion: v1
kind: List
items:
  - ${item('a')}
  - &b
    # a comment
    apiVersion: external-secrets.io/v1beta1
    kind: SecretStore
    metadata: { name: b, namespace: x }
  - apiVersion: v1
    kind: List
    items:
    - ${item('c')}
  - *b
`,
    );
    expect(output.match(/^<.*api-version-unknown$/gm)).toEqual([
      '<standard input>:4:6 warning api-version-unknown',
      '<standard input>:7:5 warning api-version-unknown',
      '<standard input>:13:8 warning api-version-unknown',
      // An alias stands for itself.
      '<standard input>:14:5 warning api-version-unknown',
    ]);
  });

  it('reads CRLF, anchors and JSON like anything else', async () => {
    const json = JSON.stringify({
      apiVersion: 'external-secrets.io/v1beta1',
      kind: 'SecretStore',
      metadata: { name: 'a', namespace: 'b' },
    });
    const { output } = await call(['lint', '--format', 'json', '-'], json);
    expect(JSON.parse(output).findings).toMatchObject([
      { code: 'api-version-unknown', line: 1, column: 2 },
    ]);
    const crlf = BAD.replace('metadata:\n', 'metadata: &m\n').replace(
      /\n/g,
      '\r\n',
    );
    await expect(call(['lint', '-'], crlf)).resolves.toMatchObject({
      code: 1,
      output: expect.stringContaining(':18:7 error selector-invalid'),
    });
  });
});
