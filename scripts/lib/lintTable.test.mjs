import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCodes, tableOf } from './lintTable.mjs';

test('a repository is a row of its counts, and has no name', () => {
  const finding = (severity, code) => ({ severity, code });
  const counts = countCodes([
    finding('error', 'b'),
    finding('error', 'a'),
    finding('error', 'b'),
    finding('note', 'c'),
    finding('note', 'd'),
  ]);
  assert.equal(
    tableOf([{ manifests: 7, ...counts }])
      .split('\n')
      .at(-1),
    '| 1 | 7 | 2 × `b`, 1 × `a` | 0 | 2 |',
  );
});
