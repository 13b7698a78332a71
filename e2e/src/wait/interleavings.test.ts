import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { writeKubeconfig } from '../framework/kubeconfig';
import { KubernetesObject } from '../framework/kubernetesApi';
import { theWorld } from '../jest/globals';
import { EventLoopLag } from '../scenarios/eventLoopLag';
import { Found, Interleaving } from './Interleaving';
import { Script, script } from './script';
import { SeenVersion, VersionWatch } from './versionWatch';

/** The whole proof has 1,000: CENTRAL_SECRETS_WAIT_INTERLEAVINGS=1000. */
const COUNT = Number(process.env.CENTRAL_SECRETS_WAIT_INTERLEAVINGS ?? 60);
const SIDE_BY_SIDE = 8;
/** After so many interleavings, the API server is killed, or the operator. */
const KILL_API_SERVER_EVERY = 50;
const RESTART_OPERATOR_EVERY = 15;
const API_SERVER_AWAY_MS = 2_000;
/** For so long after it, the operator may still fail for that reason. */
const RECOVERY_MS = 20_000;
const SECOND_MS = 1_000;
/**
 * The whole proof requires one second, on an idle machine. The short one also
 * runs where other programs keep the machine busy.
 */
const MAXIMUM_LATE_MS = COUNT < 1_000 ? 10_000 : 1_000;
const LIMIT_MS = 60_000 + COUNT * 6_000;

interface Outcome {
  readonly id: string;
  readonly script: Script;
  readonly found: Found;
  readonly versions: readonly SeenVersion[];
}

/** Whether a version shows, beyond doubt and by the machine's clock, the awaited sync. */
function isAwaited(
  { metadata, spec, status }: KubernetesObject,
  { script: { mode, refreshSeconds }, found }: Outcome,
  markedFrom: number,
): boolean {
  const isReady = status?.conditions?.some(
    (condition: { type: string; status: string }) =>
      condition.type === 'Ready' && condition.status === 'True',
  );
  const generation = (metadata as any).generation as number;
  const isCurrent = String(status?.syncedResourceVersion ?? '').startsWith(
    `${generation}-`,
  );
  const began = Date.parse(status?.refreshTime ?? '');
  if (!isReady || !isCurrent) {
    return false;
  }
  switch (mode) {
    case 'generation':
      return (
        generation >= found.generation! &&
        spec.target?.template?.metadata?.labels?.edited === 'yes'
      );
    case 'refresh':
      return began >= Math.ceil(markedFrom / SECOND_MS) * SECOND_MS;
    case 'time':
      return began >= found.triggeredAt + SECOND_MS;
    default:
      return (
        refreshSeconds < 3_600 &&
        // The first answer may come in the next second.
        began >= Math.floor((found.calledAt + 500) / SECOND_MS + 1) * SECOND_MS
      );
  }
}

/** How long after the awaited sync could be seen the command ended. */
function lateMs(outcome: Outcome, lag: EventLoopLag): number {
  const { versions, found } = outcome;
  const marked = versions.find(({ object }) =>
    object.metadata.annotations?.['external-secrets.io/force-sync']?.startsWith(
      '20',
    ),
  );
  const first = versions.find(
    ({ object, at }) =>
      at > found.triggeredAt &&
      isAwaited(object, outcome, marked ? marked.at : Infinity),
  );
  if (!first) {
    return 0;
  }
  // The command cannot end before it is called.
  const from = Math.max(first.at, found.calledAt);
  return found.endedAt - from - lag.between(from, found.endedAt);
}

describe(`central-secrets wait, in ${COUNT} random interleavings of changes, syncs, failures and restarts`, () => {
  const { platform } = theWorld();
  const { controlPlane, operator } = platform;
  const outcomes: Outcome[] = [];
  /** When the API server was away. */
  const outages: { readonly from: number; readonly until: number }[] = [];
  const lag = new EventLoopLag();
  let seed: number;

  const done = () => outcomes.filter(({ found }) => found.report.code === 0);

  beforeAll(async () => {
    seed = Number(process.env.CENTRAL_SECRETS_SEED ?? Date.now() % 2 ** 31);
    const scripts = fc.sample(script, { seed, numRuns: COUNT });
    const { identity } = controlPlane.api;
    // The control plane's own file is written again with each start.
    const kubeconfig = join(platform.directory, 'wait.kubeconfig');
    await writeKubeconfig(kubeconfig, 'admin', identity);
    const watch = VersionWatch.start(identity);
    let next = 0;
    let disturbances = Promise.resolve();

    const disturb = (index: number) => {
      if (index > 0 && index % KILL_API_SERVER_EVERY === 0) {
        disturbances = disturbances.then(async () => {
          const from = Date.now();
          await controlPlane.stopApiServer();
          await sleep(API_SERVER_AWAY_MS);
          await controlPlane.startApiServer();
          outages.push({ from, until: Date.now() + RECOVERY_MS });
        });
      } else if (
        index % RESTART_OPERATOR_EVERY ===
        RESTART_OPERATOR_EVERY - 1
      ) {
        disturbances = disturbances.then(() => operator.start());
      }
    };
    const worker = async () => {
      while (next < scripts.length) {
        const index = next++;
        disturb(index);
        const id = `wait-${String(index).padStart(4, '0')}`;
        const interleaving = new Interleaving({
          api: () => controlPlane.api,
          kubeconfig,
          id,
          script: scripts[index],
        });
        const found = await interleaving.run();
        await interleaving.clean();
        outcomes.push({
          id,
          script: scripts[index],
          found,
          versions: watch.versionsOf(id, id),
        });
      }
    };
    try {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
      await disturbances;
    } finally {
      lag.stop();
      await watch.stop();
    }
    const late = done().map(outcome => lateMs(outcome, lag));
    late.sort((left, right) => left - right);
    process.stderr.write(
      `wait: ${outcomes.length} interleavings, seed ${seed}: ${
        done().length
      } done, ${
        outcomes.filter(({ found }) => found.report.code === 1).length
      } failed; late by ${late[late.length >> 1]} ms (median), ${late.at(
        -1,
      )} ms (most)\n`,
    );
  }, LIMIT_MS);

  it('is never early: the Secret has the value of the trigger, or a newer one', () => {
    const early = done().filter(
      ({ found }) => found.delivered > 0 && found.delivered < found.wanted,
    );
    expect(
      early.map(({ id, script: each, found }) => ({ id, each, found })),
    ).toEqual([]);
  });

  it('finds a Secret, unless the script removes it', () => {
    const missing = done().filter(
      ({ found, script: { during } }) =>
        found.delivered === 0 &&
        !during.some(({ action }) => action.startsWith('delete-')),
    );
    expect(missing).toEqual([]);
  });

  it('ends with the awaited spec, where a generation is awaited', () => {
    const older = done().filter(
      ({ found, script: { mode } }) =>
        mode === 'generation' && found.delivered > 0 && !found.hasLabel,
    );
    expect(older).toEqual([]);
  });

  it(`is late by ${MAXIMUM_LATE_MS} ms at most`, () => {
    const late = done()
      .map(outcome => ({ ...outcome, late: lateMs(outcome, lag) }))
      .filter(outcome => outcome.late > MAXIMUM_LATE_MS);
    expect(late).toEqual([]);
  });

  it('fails only with the cause that there is', () => {
    const others = outcomes.filter(({ found }) => found.report.code !== 0);
    expect(
      others.map(({ found: { report } }) => ({
        code: report.code,
        deliveries: report.deliveries.map(({ state, cause, remedy }) => ({
          state,
          cause,
          by: remedy.by,
        })),
      })),
    ).toEqual(
      others.map(({ found, script: { kind } }) => {
        // The operator cannot write a Secret that is removed meanwhile, and says
        // no more than that.
        const isUnknown = found.report.deliveries[0]?.cause === 'other';
        const keeper = kind === 'declared' ? 'developer' : 'platform';
        return {
          code: 1,
          deliveries: [
            {
              state: 'failed',
              cause: isUnknown ? 'other' : 'source-missing',
              by: isUnknown ? 'platform' : keeper,
            },
          ],
        };
      }),
    );
    const isDuringOutage = ({ calledAt, endedAt }: Found) =>
      outages.some(({ from, until }) => calledAt < until && endedAt > from);
    expect(
      others.filter(
        ({ found, script: { staysBroken, during, before } }) =>
          !staysBroken &&
          !isDuringOutage(found) &&
          ![...before, ...during].some(({ action }) => action === 'break'),
      ),
    ).toEqual([]);
  });

  it('rests on the facts about the operator: a result stands on the version that was read, and says which one', () => {
    const results = outcomes.flatMap(({ versions }) =>
      versions.flatMap(({ object }, index) => {
        const before = versions[index - 1]?.object;
        const isResult =
          before?.metadata.uid === object.metadata.uid &&
          object.status?.syncedResourceVersion !==
            before.status?.syncedResourceVersion;
        return isResult
          ? [
              {
                read: syncedVersionOf(before.metadata),
                written: object.status.syncedResourceVersion,
              },
            ]
          : [];
      }),
    );
    expect(results.length).toBeGreaterThan(COUNT);
    expect(results.filter(({ read, written }) => read !== written)).toEqual([]);
  });

  it('is done in most of them', () => {
    expect(outcomes).toHaveLength(COUNT);
    expect(done().length).toBeGreaterThan(COUNT * 0.7);
  });
});
