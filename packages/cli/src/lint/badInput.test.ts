import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateEngine } from '@central-secrets/template-engine';
import { commandCaller } from '../__testUtils__/commandCaller';
import { edited, GOOD } from './__testUtils__/ruleCases';

jest.setTimeout(60_000);

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
const BAD = edited(["secrets/demo: 'true'", "secrets/demo: 'not ok'"]);
const TEN_MEGABYTES = 10 * 1024 * 1024;

/** `a0`, and `count` entries each of which names the one before twice. */
function doubling(count: number, entry: (before: string) => string): string {
  return Array.from(
    { length: count },
    (_, i) => `a${i + 1}: &a${i + 1} ${entry(`*a${i}`)}\n`,
  ).join('');
}

const NOTHING_FOUND = /holds no Kubernetes object/;
const TOO_DEEP = /is nested deeper than 200 levels: no Kubernetes object is$/;
const TOO_MANY_ALIASES = /is no acceptable YAML: Excessive alias count/;

const REFUSED: readonly [string, string | Uint8Array, RegExp][] = [
  [
    'binary garbage',
    Uint8Array.from([0xff, 0xfe, 0, 1, 2]),
    /: is no text in UTF-8$/,
  ],
  [
    'half a surrogate pair',
    Uint8Array.from([0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80]),
    /: is no text in UTF-8$/,
  ],
  ['UTF-16', Buffer.from(`\uFEFF${HEAD}`, 'utf16le'), /: is no text in UTF-8$/],
  ['a NUL byte', `${HEAD}data: {a: "\0"}\n`, /: is no text in UTF-8$/],
  ['nothing', '', NOTHING_FOUND],
  ['comments alone', '# nothing\n', NOTHING_FOUND],
  ['no Kubernetes object', 'a: b\n', NOTHING_FOUND],
  [
    'a duplicate key',
    `${HEAD}kind: Secret\n`,
    /:4:1: is no valid YAML: the key is in its map already$/,
  ],
  [
    'a duplicate key that is deep inside, and looks different',
    `${HEAD}data:\n  - {a: 1, "a": 2}\n`,
    /:5:12: is no valid YAML: the key is in its map already$/,
  ],
  ['a tab', `${HEAD}data:\n\ta: b\n`, /:5:1: is no valid YAML: Tabs/],
  ['an unclosed quote', 'a: "b\n', /is no valid YAML: Missing closing/],
  [
    'wrong indentation with CRLF',
    'a:\r\n b: 1\r\n  c: 2\r\n',
    /:2:5: is no valid YAML/,
  ],
  [
    'an alias without an anchor',
    `${HEAD}data: *nowhere\n`,
    /is no acceptable YAML: Unresolved alias/,
  ],
  [
    'aliases that expand without measure',
    `${HEAD}a0: &a0 {x: y}\n${doubling(
      30,
      before => `[${before}, ${before}]`,
    )}`,
    TOO_MANY_ALIASES,
  ],
  [
    'merge keys that expand without measure',
    `${HEAD}a0: &a0 {x: y}\n${doubling(
      30,
      before => `{<<: [${before}, ${before}]}`,
    )}`,
    TOO_MANY_ALIASES,
  ],
  [
    'an anchor that holds its own alias',
    `${HEAD}data: &a [*a, *a]\n`,
    /is no acceptable YAML: an anchor holds its own alias$/,
  ],
  [
    'a List that holds itself',
    '&a {apiVersion: v1, kind: List, items: [*a]}\n',
    /is no acceptable YAML: an anchor holds its own alias$/,
  ],
  ['keys that are lists', `${HEAD}? [1, 2]\n: b\n`, /all keys must be strings/],
  ['open brackets, 10 MB of them', '['.repeat(TEN_MEGABYTES), TOO_DEEP],
  ['open maps, 10 MB of them', '{a: '.repeat(TEN_MEGABYTES / 4), TOO_DEEP],
  ['dashes, 10 MB of them', '- '.repeat(TEN_MEGABYTES / 2), TOO_DEEP],
  ['question marks, 10 MB of them', '? '.repeat(TEN_MEGABYTES / 2), TOO_DEEP],
  [
    'brackets that close again, deep inside',
    `${HEAD}data: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
    TOO_DEEP,
  ],
  [
    'Lists in Lists',
    `${'{apiVersion: v1, kind: List, items: ['.repeat(3000)}${']}'.repeat(
      3000,
    )}\n`,
    TOO_DEEP,
  ],
  ['one word of 10 MB', 'x'.repeat(TEN_MEGABYTES), NOTHING_FOUND],
  ['10 MB of spaces', ' '.repeat(TEN_MEGABYTES), NOTHING_FOUND],
  [
    '10 MB of empty lines',
    '\n'.repeat(TEN_MEGABYTES),
    /has more than 6000000 words and marks: split it$/,
  ],
];

describe('input that cannot be judged', () => {
  const engine = TemplateEngine.create();
  const call = commandCaller(engine);
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

  /** Lints, expects the exit code 2, and gives the one line that says why. */
  async function refusalOf(
    path: string,
    input?: string | Uint8Array,
  ): Promise<string> {
    const { code, errors, output } = await call(['lint', path], input);
    expect({ code, lines: errors.trimEnd().split('\n').length }).toEqual({
      code: 2,
      lines: 1,
    });
    expect(output).toMatch(/^0 errors, 0 warnings, 1 unreadable \(\d manif/);
    return errors.trimEnd();
  }

  it.each(REFUSED)('is told in one line: %s', async (_, content, message) => {
    const path = file('input.yaml', content);
    const refusal = await refusalOf(path);
    expect(refusal).toMatch(message);
    expect(refusal.startsWith(path)).toBe(true);
    expect(refusal.length).toBeLessThan(path.length + 200);
  });

  it.each(REFUSED.filter(([, { length }]) => length < 1_000))(
    'is told in one line on standard input: %s',
    async (_, content, message) => {
      const refusal = await refusalOf('-', content);
      expect(refusal).toMatch(message);
      expect(refusal).toMatch(/^<standard input>:/);
    },
  );

  it('shows no piece of a file that may be a credential, where it is no YAML', async () => {
    const canary = 'canary-0123456789';
    for (const content of [
      `a: b\n  ]${canary}\n`,
      `a: "\\q${canary}"\n`,
      `%${canary}\n`,
      `a: !<${canary}> b\n c\n`,
      `a: b\n...\n${canary}: [\n`,
    ]) {
      const { output, errors } = await call(['lint', '-'], content);
      expect(`${output}${errors}`).not.toContain(canary);
    }
  });

  it('is told of a file that is not there, and the others are judged', async () => {
    const { code, output, errors } = await call([
      'lint',
      join(folder, 'nowhere.yaml'),
      file('bad.yaml', BAD),
    ]);
    expect(code).toBe(2);
    expect(errors).toMatch(/nowhere\.yaml: does not exist\n$/);
    expect(output).toContain('selector-invalid');
  });

  it('is told of links that lead nowhere or in a circle, in a folder too', async () => {
    symlinkSync('nowhere', join(folder, 'dangling.yaml'));
    symlinkSync('circle.yaml', join(folder, 'circle.yaml'));
    const { code, errors } = await call(['lint', folder]);
    expect(code).toBe(2);
    expect(errors.split('\n')).toEqual([
      `${folder}/circle.yaml: is a circle of symbolic links`,
      `${folder}/dangling.yaml: does not exist`,
      '',
    ]);
  });

  it('is told of a pipe that nobody writes into, and is not waited for', async () => {
    const pipe = join(folder, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(await refusalOf(pipe)).toBe(
      `${pipe}: is neither a file nor a folder: give what comes out of it as standard input, with -`,
    );
    expect((await call(['lint', folder])).code).toBe(2);
  });

  it('is told of a device without an end', async () => {
    expect(await refusalOf('/dev/zero')).toMatch(
      /^\/dev\/zero: is neither a file nor a folder/,
    );
  });

  it('is told of a link to a folder that is named like a file', async () => {
    mkdirSync(join(folder, 'inner'));
    symlinkSync('inner', join(folder, 'link.yaml'));
    const { errors } = await call(['lint', folder]);
    expect(errors).toBe(`${folder}/link.yaml: is a folder\n`);
  });

  it('is told of what lies below a file, and of a name beyond measure', async () => {
    const path = file('good.yaml', GOOD);
    expect(await refusalOf(`${path}/x`)).toMatch(
      /: is below something that is no folder$/,
    );
    expect(await refusalOf(join(folder, 'x'.repeat(5000)))).toMatch(
      /: has a name that is too long$/,
    );
  });

  it('is told of files and folders that may not be read', async () => {
    mkdirSync(join(folder, 'closed'));
    const path = file('closed.yaml', GOOD);
    chmodSync(path, 0);
    chmodSync(join(folder, 'closed'), 0);
    const { code, errors } = await call(['lint', folder]);
    // The root user can read the file in spite of its mode.
    const mayReadAll = process.getuid?.() === 0;
    expect(code).toBe(mayReadAll ? 0 : 2);
    expect(errors).toBe(
      mayReadAll
        ? ''
        : ['closed', 'closed.yaml']
            .map(
              name =>
                `${folder}/${name}: may not be read: its permissions do not let you\n`,
            )
            .join(''),
    );
  });

  it('is told of a file, and of standard input, beyond all measure', async () => {
    const path = file('large.yaml', '');
    execFileSync('truncate', ['-s', '65M', path]);
    expect(await refusalOf(path)).toBe(
      `${path}: is larger than 64 MiB: split it`,
    );
    let given = 0;
    let errors = '';
    const endless = async function* endless() {
      for (;;) {
        given += 1;
        yield new Uint8Array(1024 * 1024);
      }
    };
    const { run } = await import('../run');
    const code = await run({
      args: ['lint', '-'],
      engine,
      readStandardInput: endless,
      write: () => {},
      writeError: text => {
        errors += text;
      },
      progress: () => {},
      untilStopped: () => new AbortController().signal,
    });
    expect({ code, errors, given }).toEqual({
      code: 2,
      errors: '<standard input>: is larger than 64 MiB: split it\n',
      given: 65,
    });
  });

  it('breaks no rule where every field has the wrong type', async () => {
    const { code, errors } = await call(
      ['lint', '-'],
      `
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: [a]
spec: 5
---
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: {name: 5, labels: x}
spec: {namespaceSelectors: {a: b}, namespaces: a, externalSecretSpec: [1], refreshTime: [], externalSecretName: {}}
---
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: {name: x}
spec:
  namespaceSelectors: [null, 5, {matchLabels: [1], matchExpressions: {a: 1}}, {matchLabels: {a: 5}, matchExpressions: [null, {key: 5, operator: [], values: x}]}]
  externalSecretSpec: {data: [null, 5, {secretKey: {}, remoteRef: 5}], dataFrom: {a: 1}, target: [], secretStoreRef: x}
---
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: x}
spec: {conditions: [{namespaceRegexes: ["["]}, 5, null], provider: {fake: {data: 5}}}
---
apiVersion: v1
kind: List
items: [null, 5, [], {apiVersion: v1, kind: List, items: 5}]
`,
    );
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });
});
