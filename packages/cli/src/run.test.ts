import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateEngine } from '@central-secrets/template-engine';
import { edited, GOOD } from './lint/__testUtils__/ruleCases';
import { run } from './run';

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

  async function call(args: string[], input = '') {
    let output = '';
    let errors = '';
    const code = await run({
      args,
      engine,
      readStandardInput: async () => input,
      write: text => {
        output += text;
      },
      writeError: text => {
        errors += text;
      },
    });
    return { code, output, errors };
  }

  const BAD = edited(["secrets/demo: 'true'", "secrets/demo: 'not ok'"]);
  const WARNED = edited(["secrets/demo: 'true'", "team: 'demo'"]);

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
      errorCount: 1,
      warningCount: 0,
      noteCount: 0,
      fileCount: 1,
      manifestCount: 2,
    });
  });

  it('tells code scanning the same as SARIF 2.1.0', async () => {
    const path = file('a bad.yaml', BAD);
    const { output } = await call(['lint', '--format', 'sarif', path]);
    const log = JSON.parse(output);
    expect(log.version).toBe('2.1.0');
    const [{ tool, results, invocations }] = log.runs;
    expect(invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [] },
    ]);
    expect(results).toHaveLength(1);
    const [{ ruleId, ruleIndex, level, locations }] = results;
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(level).toBe('error');
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^file:.*\/a%20bad\.yaml$/,
    );
    expect(locations[0].physicalLocation.region).toEqual({
      startLine: 18,
      startColumn: 7,
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

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'garbage',
      Uint8Array.from([0xff, 0xfe, 0, 1, 2]),
      /: is no text in UTF-8$/,
    ],
    [
      'a duplicate key',
      'a: 1\na: 2\n',
      /:2:1: is no valid YAML: the key is in its map already$/,
    ],
    ['a tab', 'a:\n\tb: 1\n', /:2:1: is no valid YAML: Tabs/],
    ['an unclosed quote', 'a: "b\n', /is no valid YAML: Missing closing/],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]},`.repeat(9)}]`)
        .join('\n')}\n`,
      /is no acceptable YAML: Excessive alias count/,
    ],
    ['no Kubernetes object', 'a: b\n', /holds no Kubernetes object/],
  ])('exits with 2 at %s, in one line', async (_, content, message) => {
    const path = file('input.yaml', content);
    const { code, errors } = await call(['lint', path]);
    expect(code).toBe(2);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors.trim()).toMatch(message);
    expect(errors.startsWith(path)).toBe(true);
  });

  it('exits with 2 where a file is not there, and still judges the others', async () => {
    const bad = file('bad.yaml', BAD);
    const { code, output, errors } = await call([
      'lint',
      join(folder, 'nowhere.yaml'),
      bad,
    ]);
    expect(code).toBe(2);
    expect(errors).toMatch(/nowhere\.yaml: does not exist\n$/);
    expect(output).toContain('selector-invalid');
  });

  it('exits with 2 where a file may not be read', async () => {
    const path = file('secret.yaml', GOOD);
    chmodSync(path, 0);
    // Whoever may do everything reads it all the same.
    const expected = process.getuid?.() === 0 ? 0 : 2;
    await expect(call(['lint', path])).resolves.toMatchObject({
      code: expected,
    });
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
