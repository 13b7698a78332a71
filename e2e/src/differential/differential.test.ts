import { theWorld } from '../jest/globals';
import { assertSideBySide } from '../properties/sideBySide';
import { startDemoStage, startRealStage, Stage } from '../scenarios/stage';
import { someScript } from './operation';
import { Tally } from './tally';
import { commandsOf, walkOnBoth } from './walk';

/** Set another number only by hand. */
const SCRIPTS = Number(process.env.CENTRAL_SECRETS_SCRIPTS ?? 100);

describe('random scripts of cluster operations', () => {
  const tally = new Tally();
  let real: Stage;
  let demo: Stage;

  beforeAll(async () => {
    [real, demo] = await Promise.all([
      startRealStage(theWorld()),
      startDemoStage(),
    ]);
  });

  afterAll(() => Promise.all([real, demo].map(stage => stage?.stop())));

  it(
    'get the same answers from the demo cluster as from the real operator',
    async () => {
      try {
        await assertSideBySide({
          name: 'differential',
          sideBySide: 16,
          runs: SCRIPTS,
          arbitrary: someScript,
          check: async (script, id) => {
            const found = await walkOnBoth([real, demo], script, id, tally);
            if (found) {
              tally.differences.push(found);
              throw new Error(
                `after ${found.after.at(-1)}\n${found.difference}`,
              );
            }
          },
          reproduce: commandsOf,
        });
      } finally {
        await tally.write();
      }
    },
    // Each takes one to three seconds, and more on a busy machine.
    120_000 + SCRIPTS * 6_000,
  );
});
