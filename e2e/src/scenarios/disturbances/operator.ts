import { requestLabel } from '../../acceptance/manifests';
import { Scene } from '../scene';
import { CLOCK_AHEAD_MS, DisturbanceScenario } from '../disturbance';

const OFTEN = { spec: { refreshInterval: '5s' } };
const SLOW = { concurrent: 1, requestsPerSecond: 2 };
/**
 * So many copies fall due every five seconds. Each costs the operator two
 * requests and more, so that one round takes it most of a minute.
 */
const CROWD = 40;
/** Of each second it works for the last tenth. */
const HALTED_MS = 900;
const WORKING_MS = 100;

/** What an operator whose clock is off writes after a refresh; no clock but our own can be put wrong here. */
function refreshedBy(scene: Scene, clockAheadMs: number): Promise<void> {
  return scene.cluster.patchStatus(scene.reference('ExternalSecret'), {
    refreshTime: new Date(Date.now() + clockAheadMs).toISOString(),
  });
}

/** The operator's process is ended, and begun again; meanwhile others look, by other clocks. */
export const OPERATOR_ENDED: DisturbanceScenario = {
  title: 'The operator does not run, and clocks differ',
  phases: [
    {
      begin: async ({ observe }) => {
        await observe('clock ahead');
        await observe('clock behind');
      },
      cases: [
        {
          name: 'clock-ahead',
          what: "Backstage's clock is five minutes ahead of the cluster's, and a copy is refreshed every five seconds",
          observer: 'clock ahead',
          prepare: scene => scene.deliver(OFTEN),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'clock-behind',
          what: "Backstage's clock is five minutes behind the cluster's",
          observer: 'clock behind',
          prepare: scene => scene.deliver(OFTEN),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
    {
      begin: ({ platform }) => platform.operator.stop(),
      cases: [
        {
          name: 'ended-stale',
          what: 'The operator does not run for longer than two refresh intervals and the grace period',
          isMadeByTime: true,
          prepare: scene => scene.deliver(OFTEN),
          script: async () => {},
          expected: { state: 'stale', remedyBy: 'platform' },
        },
        {
          name: 'clock-ahead-hourly',
          what: "Backstage's clock is five minutes ahead, and no refresh was due",
          observer: 'clock ahead',
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'clock-behind-stale',
          what: "Backstage's clock is five minutes behind, and the operator does not run: the tab shows it as early as with a correct clock",
          observer: 'clock behind',
          isMadeByTime: true,
          prepare: scene => scene.deliver(OFTEN),
          script: async () => {},
          expected: { state: 'stale', remedyBy: 'platform' },
        },
        {
          name: 'operator-clock-behind',
          what: "The operator's clock is five minutes behind the API server's, and it refreshed a moment ago (the test imitates its write)",
          prepare: scene => scene.deliver(OFTEN),
          script: scene => refreshedBy(scene, -CLOCK_AHEAD_MS),
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'operator-clock-ahead',
          what: "The operator's clock was five minutes ahead of the API server's, and the operator does not run: the tab shows it as early as with a correct clock (the test imitates its write)",
          isMadeByTime: true,
          prepare: scene => scene.deliver(OFTEN),
          script: scene => refreshedBy(scene, CLOCK_AHEAD_MS),
          expected: { state: 'stale', remedyBy: 'platform' },
        },
        {
          name: 'clock-ahead-request',
          what: "Backstage's clock is five minutes ahead, and a namespace requests it: the tab does not call it late",
          observer: 'clock ahead',
          prepare: scene =>
            scene.apply(scene.namespaceManifest({}), scene.distribution()),
          script: scene => scene.label(requestLabel(scene.name)),
          expected: { state: 'pending', warnings: [], remedyBy: 'nobody' },
        },
        {
          name: 'clock-behind-request',
          what: "Backstage's clock is five minutes behind, and the operator ignores a request",
          observer: 'clock behind',
          isMadeByTime: true,
          prepare: scene =>
            scene.apply(scene.namespaceManifest({}), scene.distribution()),
          script: scene => scene.label(requestLabel(scene.name)),
          expected: {
            state: 'pending',
            warnings: ['pending-unusually-long'],
            remedyBy: 'platform',
          },
        },
      ],
    },
    {
      begin: ({ platform }) => platform.operator.start(),
      cases: [
        {
          name: 'ended-back',
          what: 'The operator runs again, and performs the refresh that was due',
          prepare: scene => scene.deliver(OFTEN),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
  ],
  end: ({ platform }) => platform.operator.start(),
};

let halting: NodeJS.Timeout | undefined;

/** The operator works, and does not keep up. */
export const OPERATOR_SLOW: DisturbanceScenario = {
  title: 'The operator is slow',
  phases: [
    {
      begin: ({ platform }) => platform.operator.start(SLOW),
      cases: [
        {
          name: 'slow-stale',
          what: 'The operator does not keep up: a copy that is due every five seconds waits for its turn',
          isMadeByTime: true,
          prepare: async scene => {
            for (let number = 0; number < CROWD; number += 1) {
              await scene.apply(
                scene.namespaceManifest(undefined, `-${number}`),
              );
            }
            await scene.deliver(OFTEN);
          },
          script: async () => {},
          expected: { state: 'stale', remedyBy: 'platform' },
        },
        {
          name: 'slow-request',
          what: 'The operator does not keep up: a request waits for its turn',
          isMadeByTime: true,
          prepare: scene =>
            scene.apply(scene.namespaceManifest({}), scene.distribution()),
          script: scene => scene.label(requestLabel(scene.name)),
          expected: {
            state: 'pending',
            warnings: ['pending-unusually-long'],
            remedyBy: 'platform',
          },
        },
      ],
    },
    {
      begin: async ({ platform: { operator } }) => {
        await operator.start();
        const halt = () => {
          operator.pause();
          halting = setTimeout(() => {
            operator.resume();
            halting = setTimeout(halt, WORKING_MS);
          }, HALTED_MS);
        };
        halt();
      },
      cases: [
        {
          name: 'halting-request',
          what: 'The operator is paused for nine tenths of each second, and a namespace requests it',
          prepare: scene =>
            scene.apply(scene.namespaceManifest({}), scene.distribution()),
          script: scene => scene.label(requestLabel(scene.name)),
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
  ],
  end: async ({ platform: { operator } }) => {
    clearTimeout(halting);
    operator.resume();
  },
};
