import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findForeignVersions,
  findPackagesToPack,
  findPlace,
  readVersions,
  unpinLock,
  withRanges,
} from './adoption.mjs';

const PINNED = `__metadata:
  version: 8

"@backstage/errors@npm:1.4.0":
  version: 1.4.0
  resolution: "@backstage/errors@npm:1.4.0"
  dependencies:
    "@backstage/types": "npm:^1.2.1"
  peerDependencies:
    "@backstage/ui": ^0.18.0

"@backstage/types@npm:1.2.2":
  version: 1.2.2
  resolution: "@backstage/types@npm:1.2.2"

"app@workspace:packages/app":
  version: 0.0.0-use.local
  resolution: "app@workspace:packages/app"
  dependencies:
    "@backstage/errors": "npm:^1.4.0"
    "@backstage/types": "npm:^1.2.2"
    react: "npm:^18.0.2"
`;

test('a lockfile without pins answers to every range', () => {
  const lock = unpinLock(PINNED);
  assert.match(lock, /^"@backstage\/errors@npm:\^1\.4\.0":$/m);
  assert.match(
    lock,
    /^"@backstage\/types@npm:\^1\.2\.1, @backstage\/types@npm:\^1\.2\.2":$/m,
  );
  assert.match(lock, /resolution: "@backstage\/types@npm:1\.2\.2"/);
});

test('the versions of a release are read from a lockfile', () => {
  const versions = {
    '@backstage/errors': '1.4.0',
    '@backstage/types': '1.2.2',
  };
  assert.deepEqual(readVersions(PINNED), versions);
  assert.deepEqual(readVersions(unpinLock(PINNED)), versions);
});

test('a package of another release is reported', () => {
  assert.deepEqual(
    findForeignVersions(PINNED, { '@backstage/errors': '1.3.0' }),
    [
      '@backstage/errors 1.4.0 instead of 1.3.0',
      '@backstage/types 1.2.2 instead of none',
    ],
  );
  assert.deepEqual(findForeignVersions(PINNED, readVersions(PINNED)), []);
});

test('a manifest gets the ranges of a release', () => {
  const manifest = {
    name: 'app',
    dependencies: { '@backstage/ui': '*', react: '^18.0.2' },
  };
  assert.deepEqual(
    withRanges(manifest, { '@backstage/ui': '0.18.0' }).dependencies,
    { '@backstage/ui': '^0.18.0', react: '^18.0.2' },
  );
  assert.throws(() => withRanges(manifest, {}), /has no @backstage\/ui/);
});

test('the plugins are packed, with the packages of this repository that they need', () => {
  const manifests = [
    {
      name: 'plugin',
      backstage: { role: 'backend-plugin' },
      dependencies: { engine: '^1', yaml: '^2' },
      devDependencies: { demo: '^1' },
    },
    { name: 'engine', dependencies: { common: '^1' } },
    { name: 'common' },
    { name: 'cli', backstage: { role: 'cli' } },
    { name: 'demo', private: true },
  ];
  assert.deepEqual(findPackagesToPack(manifests), [
    'common',
    'engine',
    'plugin',
  ]);
});

test('a plugin is added to the app or to the backend', () => {
  assert.equal(findPlace('frontend-plugin'), 'app');
  assert.equal(findPlace('backend-plugin'), 'backend');
  assert.equal(findPlace('backend-plugin-module'), 'backend');
  assert.equal(findPlace('common-library'), undefined);
});
