import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStartupFailure } from './startup-failure.mjs';

test('the reason is found among colors and other lines', () => {
  const log = [
    '\u001b[2m2026\u001b[22m auth info Configuring auth provider: guest',
    '\u001b[31merror\u001b[39m Unhandled rejection Backend startup failed due to the following errors:',
    '  Plugin \'central-secrets\' startup failed; caused by TypeError: wanted object-array \u001b[36mtype\u001b[39m="unhandledRejection" stack=…',
    'Rspack compiled successfully',
  ].join('\n');
  assert.equal(
    findStartupFailure(log),
    "Plugin 'central-secrets' startup failed; caused by TypeError: wanted object-array",
  );
});

test('a log without a failure has no reason', () => {
  assert.equal(findStartupFailure('Rspack compiled successfully\n'), undefined);
});
