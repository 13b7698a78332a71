const { default: Sequencer } = require('@jest/test-sequencer');

/** Searches what all others left behind. */
const LAST = /canary\.test\.ts$/;

/** In the order of their names, and one of them last. */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => `${LAST.test(path) ? 1 : 0}${path}`;
    return [...tests].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }
};
