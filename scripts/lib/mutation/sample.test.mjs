import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseSample,
  countCaught,
  describeScore,
  mutantIds,
  wilsonInterval,
} from './sample.mjs';

const ids = Array.from({ length: 1000 }, (_, index) => String(index));

test('a sample is the same for the same seed, in whatever order the mutants come', () => {
  const sample = { size: 200, seed: 7 };
  const chosen = chooseSample(ids, sample);
  assert.equal(chosen.size, 200);
  assert.deepEqual(chooseSample([...ids].reverse(), sample), chosen);
});

test('another seed chooses others', () => {
  const one = chooseSample(ids, { size: 200, seed: 1 });
  const other = chooseSample(ids, { size: 200, seed: 2 });
  const common = [...one].filter(id => other.has(id)).length;
  assert.ok(common < 80, `${common} of 200 are in both`);
});

test('a sample is spread over all mutants', () => {
  const chosen = [...chooseSample(ids, { size: 400, seed: 1 })].map(Number);
  const early = chosen.filter(id => id < 500).length;
  assert.ok(early > 150 && early < 250, `${early} of 400 in the first half`);
});

test('a sample larger than the number of mutants has all of them', () => {
  assert.deepEqual(
    chooseSample(['1', '2', '2'], { size: 5, seed: 1 }),
    new Set(['1', '2']),
  );
});

test('the mutants of instrumented code are found by their switches', () => {
  assert.deepEqual(
    mutantIds(
      'if (stryMutAct_9fa48("12") ? {} : (stryCov_9fa48("12", "13"), stryMutAct_9fa48("13") ? a : b))',
    ),
    ['12', '13'],
  );
});

test('an interval agrees with published examples', () => {
  const rounded = (...args) =>
    wilsonInterval(...args).map(share => share.toFixed(4));
  // Newcombe 1998, table I, method 3.
  assert.deepEqual(rounded(81, 263), ['0.2553', '0.3662']);
  assert.deepEqual(rounded(15, 148), ['0.0624', '0.1605']);
  assert.deepEqual(rounded(0, 20), ['0.0000', '0.1611']);
  assert.deepEqual(rounded(1, 29), ['0.0061', '0.1718']);
  assert.deepEqual(rounded(20, 20), ['0.8389', '1.0000']);
});

const reportOf = statuses => ({
  files: {
    'a.ts': {
      mutants: statuses.map((status, index) => ({ id: String(index), status })),
    },
  },
});

test('a mutant that no test reaches counts as not caught, an ignored one does not count', () => {
  const report = reportOf([
    'Killed',
    'Timeout',
    'Survived',
    'NoCoverage',
    'Ignored',
    'RuntimeError',
  ]);
  assert.deepEqual(countCaught(report), { all: 5, tried: 4, caught: 2 });
});

test('only the mutants of the sample count', () => {
  const sample = { size: 10, seed: 3 };
  const chosen = chooseSample(ids.slice(0, 100), sample);
  const report = reportOf(
    ids.slice(0, 100).map(id => (chosen.has(id) ? 'Killed' : 'NoCoverage')),
  );
  assert.deepEqual(countCaught(report, sample), {
    all: 100,
    tried: 10,
    caught: 10,
  });
});

test('a score has an interval where not all mutants were tried', () => {
  assert.equal(
    describeScore({ all: 200, tried: 200, caught: 193 }),
    '96.5 % of 200 mutants',
  );
  assert.equal(
    describeScore({ all: 1100, tried: 200, caught: 193 }),
    '96.5 % of 200 mutants (of 1100; 95 % interval: 93.0 to 98.3 %)',
  );
  assert.equal(describeScore({ all: 0, tried: 0, caught: 0 }), 'no mutants');
});
