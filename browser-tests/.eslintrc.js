module.exports = require('../scripts/lib/eslint-config.cjs')(__dirname, {
  rules: {
    // These tests are never built into anything, so __dirname is where they are.
    'no-restricted-syntax': 'off',
  },
});
