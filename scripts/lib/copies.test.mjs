import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findCopies } from './copies.mjs';

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
  const install = async (path, version) => {
    const place = join(folder, path);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'package.json'), JSON.stringify({ version }));
  };
  await install('node_modules/react', '18.3.1');
  await install('node_modules/@backstage/ui', '0.20.0');
  await install('node_modules/@other/plugin', '1.0.0');
  await install(
    'node_modules/@other/plugin/node_modules/@backstage/ui',
    '0.18.0',
  );
  await install('workspace/node_modules/react', '17.0.2');
  await symlink(
    join(folder, 'workspace'),
    join(folder, 'node_modules/workspace'),
  );
});
after(() => rm(folder, { recursive: true }));

test('finds a copy below another package', async () => {
  const copies = await findCopies(folder, ['@backstage/ui']);
  assert.deepEqual(copies.map(({ version }) => version).sort(), [
    '0.18.0',
    '0.20.0',
  ]);
});

test('does not follow the link to a workspace', async () => {
  const copies = await findCopies(folder, ['react']);
  assert.deepEqual(copies, [
    {
      name: 'react',
      version: '18.3.1',
      path: join(folder, 'node_modules/react'),
    },
  ]);
});

test('finds no copy where no package is installed', async () => {
  assert.deepEqual(await findCopies(join(folder, 'nowhere'), ['react']), []);
});
