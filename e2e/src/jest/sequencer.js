const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Folders whose tests leave hundreds of objects behind, in this order after
 * all others: the acceptance tests are about an operator that has time.
 */
const LAST = ['/src/differential/', '/src/scenarios/'];

/** In the order of their names, but for those that come last. */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    const key = ({ path }) =>
      `${LAST.findIndex(folder => path.includes(folder)) + 1} ${path}`;
    return [...tests].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }
};
