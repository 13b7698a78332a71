import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  countResult,
  forgetResult,
  formatCounts,
  readResult,
  sumCounts,
  writeResult,
} from './results.mjs';

const PART = 'results-test';
after(() => forgetResult(PART));

test("jest's numbers count a file that could not be loaded as a failure", () => {
  const counts = countResult({
    numTotalTests: 7,
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  });
  assert.deepEqual(counts, { passed: 4, failed: 2, skipped: 2 });
});

test("Playwright's numbers count an error outside of any test as a failure", () => {
  const counts = countResult({
    stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 2 },
    errors: [{ message: 'the set-up failed' }],
  });
  assert.deepEqual(counts, { passed: 3, failed: 2, skipped: 2 });
});

test('a part that left no numbers counts as failed', () => {
  forgetResult(PART);
  assert.equal(readResult(PART, 0).failed, 1);
});

test('a part that ran no test counts as failed', () => {
  writeResult(PART, { passed: 0, failed: 0 });
  assert.equal(readResult(PART, 0).failed, 1);
});

test('an exit code without a failed test is a failure', () => {
  writeResult(PART, { passed: 5, failed: 0 });
  assert.deepEqual(readResult(PART, 2), { passed: 5, failed: 1, skipped: 0 });
});

test('a failed test is counted once', () => {
  writeResult(PART, { passed: 5, failed: 1 });
  assert.deepEqual(readResult(PART, 1), { passed: 5, failed: 1, skipped: 0 });
});

test('the closing line names skipped tests only where there are any', () => {
  const counts = { passed: 2, failed: 1, skipped: 0 };
  assert.equal(formatCounts(counts), '2 passed, 1 failed');
  const sum = sumCounts([counts, { passed: 1, failed: 0, skipped: 3 }]);
  assert.equal(formatCounts(sum), '3 passed, 1 failed, 3 skipped');
});
