const message = 'Import from src/router.ts instead.';

module.exports = require('../../scripts/lib/eslint-config.cjs')(__dirname, {
  restrictedSrcImports: [
    { name: 'react-router', message },
    { name: 'react-router-dom', message },
  ],
});
