import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldersOf, pathMatcher } from './globs';

describe('pathMatcher', () => {
  it.each([
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', false],
    ['a/*.yaml', 'a/b.yaml', true],
    ['a/*.yaml', 'a/bxyaml', false],
    ['**/b', 'a/x/b', true],
    ['**/b', 'b', true],
    ['./a', 'a', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(pathMatcher([glob])(path)).toBe(expected);
  });
});

describe('foldersOf', () => {
  it('finds the folders of a glob, and no files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'central-secrets-cli-'));
    try {
      mkdirSync(join(folder, 'clusters/b/x'), { recursive: true });
      mkdirSync(join(folder, 'clusters/a'));
      writeFileSync(join(folder, 'clusters/c'), '');
      await expect(foldersOf(`${folder}/clusters/*`)).resolves.toEqual(
        ['a', 'b'].map(name => join(folder, 'clusters', name)),
      );
      await expect(foldersOf(`${folder}/*/*/x`)).resolves.toEqual([
        join(folder, 'clusters/b/x'),
      ]);
      await expect(foldersOf(`${folder}/nowhere`)).resolves.toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
