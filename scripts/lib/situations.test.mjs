import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import prettier from 'prettier';
import { makeSituationsPage, SITUATIONS_PAGE } from './situations.mjs';

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
