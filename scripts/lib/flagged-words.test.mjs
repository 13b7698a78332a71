import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../toolchain.mjs';
import { findFlaggedWords, proseOfCode } from './flagged-words.mjs';

const wordsOf = text => findFlaggedWords(text).map(({ word }) => word);

test('returns the line, the word and what to write instead', () => {
  assert.deepEqual(findFlaggedWords('It is\nread anew.\nNobody reads it.'), [
    { line: 2, word: 'anew', instead: 'again' },
    {
      line: 3,
      word: 'nobody',
      instead: 'name the subject: "only the owner …"',
    },
  ]);
});

test('finds a phrase in every form, also across a line break', () => {
  assert.deepEqual(
    wordsOf(
      'It gives back one, which was taken\naway, and calls off the rest.',
    ),
    ['gives back', 'taken away', 'calls off'],
  );
});

test('finds only whole words', () => {
  assert.deepEqual(wordsOf('renewal, forbears, wholly-owned'), ['wholly']);
});

test('finds "any more" only where it ends a clause', () => {
  assert.deepEqual(wordsOf('It does not read any more secrets.'), []);
  assert.deepEqual(wordsOf('It does not read them any more.'), ['any more']);
});

test('ignores code blocks', () => {
  const block = '```sh\necho anew\n``\n```';
  assert.deepEqual(findFlaggedWords(`${block}\nanew`), [
    { line: 5, word: 'anew', instead: 'again' },
  ]);
  assert.deepEqual(wordsOf('- a list\n\n  ~~~\n  anew\n  ~~~\n'), []);
});

test('ignores inline code, the targets of links, and addresses', () => {
  assert.deepEqual(
    wordsOf(
      'Run `anew` or ``a `nobody` b``, see [it](when-somebody-looks.md) and <https://example.com/nobody>.',
    ),
    [],
  );
});

test('finds a word between two pieces of inline code', () => {
  assert.deepEqual(wordsOf('`one` bears `other`'), ['bears']);
});

/** The tables of texts that people read. */
async function listTexts() {
  const folder = join(ROOT, 'plugins/central-secrets-common/src/texts');
  return [
    ...(await readdir(folder)).map(name => join(folder, name)),
    join(ROOT, 'plugins/central-secrets/src/translation.ts'),
  ].filter(path => !path.includes('.test.'));
}

test('no document and no table of texts has a flagged word', async () => {
  const pages = await listPages(ROOT);
  const texts = await listTexts();
  assert.ok(pages.length > 50, `only ${pages.length} pages found`);
  assert.ok(texts.length > 5, `only ${texts.length} tables found`);
  const found = [];
  for (const path of [...pages, ...texts]) {
    // A text's key is a word of the API.
    const text = (await readFile(path, 'utf8')).replace(/^\s*\w+: '/gm, "'");
    for (const { line, word, instead } of findFlaggedWords(text)) {
      const place = `${relative(ROOT, path)}:${line}`;
      found.push(`${place}: "${word}"; write: ${instead}`);
    }
  }
  assert.deepEqual(found, []);
});

test('finds the words in the comments and sentences of code, and not in its codes', () => {
  const code = [
    '/** Nobody listens. */',
    "const by = 'nobody'; // anew",
    "const texts = ['It is wholly new', \"it's anew\", `bears ${by}`];",
    'const anew = nobody + "somebody";',
  ].join('\n');
  assert.deepEqual(
    findFlaggedWords(proseOfCode(code)).map(({ line, word }) => [line, word]),
    [
      [1, 'nobody'],
      [2, 'anew'],
      [3, 'wholly'],
      [3, 'anew'],
      [3, 'bears'],
    ],
  );
});

/** The rooms whose situations and comments people read. */
const ROOMS = ['e2e/src/scenarios', 'e2e/src/flicker'];

test('no situation and no comment beside it has a flagged word', async () => {
  const found = [];
  for (const room of ROOMS) {
    const files = (await readdir(join(ROOT, room), { recursive: true })).filter(
      name => name.endsWith('.ts'),
    );
    assert.ok(files.length > 3, `only ${files.length} files in ${room}`);
    for (const name of files) {
      const code = await readFile(join(ROOT, room, name), 'utf8');
      for (const { line, word, instead } of findFlaggedWords(
        proseOfCode(code),
      )) {
        found.push(`${room}/${name}:${line}: "${word}"; write: ${instead}`);
      }
    }
  }
  assert.deepEqual(found, []);
});

/** What Git ignores in this repository, and what no person wrote. */
const SKIPPED_FOLDERS = [
  '.cache',
  '.git',
  '.yarn',
  'coverage',
  'dist',
  'dist-types',
  'node_modules',
  'results',
];

async function listPages(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const pages = await Promise.all(
    entries.map(async entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return SKIPPED_FOLDERS.includes(entry.name) ? [] : listPages(path);
      }
      const isPage =
        entry.isFile() &&
        entry.name.endsWith('.md') &&
        entry.name !== 'CHANGELOG.md';
      return isPage ? [path] : [];
    }),
  );
  return pages.flat();
}
