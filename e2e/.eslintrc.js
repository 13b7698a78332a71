module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // These fail a test as well as expect does.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'assertSideBySide', 'until*'] },
    ],
  },
});
