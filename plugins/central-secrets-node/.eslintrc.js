module.exports = require('../../scripts/lib/eslint-config.cjs')(__dirname, {
  rooms: [
    'bindings',
    'consumers',
    'internalDistribution',
    'namespaceManifest',
    'offers',
    'records',
    'selection',
    'state',
    'testUtils',
    'text',
  ],
});
