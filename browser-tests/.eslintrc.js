module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // These tests are never built into anything, so __dirname is where they are.
    'no-restricted-syntax': 'off',
  },
});
