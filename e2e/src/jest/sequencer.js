const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Folders whose tests leave hundreds of objects behind. They run last, in this
 * order: the acceptance tests expect an operator that is not busy.
 */
const LAST = ['/src/differential/', '/src/scenarios/'];

/** By name, except the folders that run last. */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    const key = ({ path }) =>
      `${LAST.findIndex(folder => path.includes(folder)) + 1} ${path}`;
    return [...tests].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }
};
