module.exports = require('../../scripts/lib/eslint-config.cjs')(__dirname, {
  rooms: [
    'bindings',
    'consumers',
    'offers',
    'records',
    'selection',
    'state',
    'testUtils',
    'text',
  ],
});
