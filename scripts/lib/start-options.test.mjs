import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStartOptions } from './start-options.mjs';

test('without arguments, only the demo cluster is used', () => {
  assert.deepEqual(
    { ...parseStartOptions([]) },
    { writer: false, config: [], verbose: false, help: false },
  );
});

test('further configuration files keep their order', () => {
  const { config } = parseStartOptions(['--config', 'a', '--config=b']);
  assert.deepEqual(config, ['a', 'b']);
});

test('a kubeconfig is only used to read unless --writer is given', () => {
  const read = (...args) => parseStartOptions(['--kubeconfig', 'k', ...args]);
  assert.equal(read().writer, false);
  assert.equal(read('--writer').writer, true);
});

for (const [args, message] of [
  [['--kube', 'x'], /^Unknown option '--kube'\..*--help/],
  [['file'], /^Unexpected argument 'file'\..*--help/],
  [['--config'], /--config/],
  [['--context', 'x'], /^--context needs --kubeconfig FILE$/],
  [['--writer'], /^--writer needs --kubeconfig FILE$/],
]) {
  test(`"${args.join(' ')}" is refused in one line`, () => {
    assert.throws(
      () => parseStartOptions(args),
      error => message.test(error.message) && !error.message.includes('\n'),
    );
  });
}
