module.exports = require('../scripts/lib/eslint-config.cjs')(__dirname);
