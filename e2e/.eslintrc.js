module.exports = require('../scripts/lib/eslint-config.cjs')(__dirname, {
  rules: {
    // These fail a test as well as expect does.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'assertSideBySide', 'until*'] },
    ],
  },
});
