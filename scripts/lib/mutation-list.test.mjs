import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../toolchain.mjs';
import { mutate, MUTATIONS } from './mutation-list.mjs';

test('every mutation applies to the current sources', async () => {
  for (const mutation of MUTATIONS) {
    const path = join(ROOT, mutation.sources, mutation.file);
    const source = await readFile(path, 'utf8');
    assert.notEqual(mutate(mutation, source), source);
  }
});

test('no two mutations have the same name', () => {
  const names = MUTATIONS.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});

test('a mutation without its place in the source throws', () => {
  const mutation = { name: 'x', file: 'a.ts', edits: [['b', 'c']] };
  assert.throws(() => mutate(mutation, 'a'), /0 times in a\.ts/);
  assert.throws(() => mutate(mutation, 'bb'), /2 times in a\.ts/);
  assert.equal(mutate(mutation, 'abc'), 'acc');
});
