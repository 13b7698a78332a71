module.exports = require('../../scripts/lib/eslint-config.cjs')(__dirname, {
  rooms: [
    'authorization',
    'bindings',
    'clusters',
    'consumers',
    'deliveries',
    'distributions',
    'history',
    'inventory',
    'kubernetes',
    'requests',
    'router',
    'signals',
    'wire',
  ],
  innerRooms: ['inventory/observation', 'requests/plan'],
});
