import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMutationOptions } from './options.mjs';

test('without options, every mutant of the paths is tried', () => {
  assert.deepEqual(parseMutationOptions(['a', 'b']), { paths: ['a', 'b'] });
});

test('a sample has a seed, which is 1 unless given', () => {
  assert.deepEqual(parseMutationOptions(['--sample', '200', 'a']), {
    paths: ['a'],
    sample: { size: 200, seed: 1 },
  });
  assert.deepEqual(parseMutationOptions(['--seed=9', '--sample=5']), {
    paths: [],
    sample: { size: 5, seed: 9 },
  });
});

for (const [args, message] of [
  [['--seed', '3'], /^--seed needs --sample N$/],
  [['--sample', '0'], /^--sample 0 /],
  [['--sample', 'many'], /^--sample many: use a whole number$/],
  [['--sample', '5', '--seed', '1.5'], /^--seed 1.5: use a whole number$/],
  [['--samples', '5'], /^Unknown option '--samples'.*--sample N/],
]) {
  test(`"${args.join(' ')}" is refused in one line`, () => {
    assert.throws(
      () => parseMutationOptions(args),
      error => message.test(error.message) && !error.message.includes('\n'),
    );
  });
}
