import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import prettier from 'prettier';
import {
  makeSituationsPage,
  readHeads,
  SITUATIONS_PAGE,
} from './situations.mjs';
import { ROOT } from '../toolchain.mjs';

test('the page of situations matches the samples', async () => {
  const page = prettier.format(await makeSituationsPage(), {
    ...(await prettier.resolveConfig(SITUATIONS_PAGE)),
    parser: 'markdown',
  });
  assert.equal(
    await readFile(SITUATIONS_PAGE, 'utf8'),
    page,
    'run npm run samples -- --page',
  );
});

test('the samples describe each situation in the words of its case', async () => {
  const folder = join(ROOT, 'e2e/src/scenarios');
  const files = (await readdir(folder, { recursive: true })).filter(name =>
    name.endsWith('.ts'),
  );
  const sources = await Promise.all(
    files.map(name => readFile(join(folder, name), 'utf8')),
  );
  const texts = new Set(
    sources
      .flatMap(source => [...source.matchAll(/'([^'\n]+)'|"([^"\n]+)"/g)])
      .map(([, single, double]) => single ?? double),
  );
  const heads = await readHeads();
  assert.ok(heads.length > 100, `only ${heads.length} samples found`);
  const unknown = heads.flatMap(({ what, unknowable, topic }) =>
    [what, unknowable, topic].filter(text => text && !texts.has(text)),
  );
  assert.deepEqual(unknown, []);
});
