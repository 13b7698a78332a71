import { mockServices } from '@backstage/backend-test-utils';
import {
  FakeClusterInventory,
  FakeInventory,
} from '../../__testUtils__/FakeClusterInventory';
import { FakePullRequestHistory } from '../../__testUtils__/FakePullRequestHistory';
import { REPOSITORY, setUpGitOps } from '../../__testUtils__/setUpGitOps';
import { NOW, shop } from '../../__testUtils__/setUpRequests';
import { PullRequestEntry } from '../../history';
import { PullRequestWatch } from './PullRequestWatch';

const LABELS = { add: { 'secrets/registry': 'true' }, remove: [] };

function entry(
  number: number,
  change: Partial<PullRequestEntry> = {},
): PullRequestEntry {
  return {
    url: `${REPOSITORY}/pulls/${number}`,
    repository: REPOSITORY,
    number: String(number),
    entityRef: 'component:default/shop',
    cluster: 'hub',
    namespace: 'shop',
    distribution: `distribution-${number}`,
    action: 'add',
    labels: LABELS,
    userRef: 'user:default/jane',
    openedAt: NOW + number,
    ...change,
  };
}

/** A watch over as many open pull requests. */
async function setUp(count: number, labels: Record<string, string> = {}) {
  const { repository, asked, controls, gitops, hostOf } = setUpGitOps();
  const pullRequests = new FakePullRequestHistory();
  for (let number = 1; number <= count; number++) {
    repository.openPullRequest({
      branch: `central-secrets/${number}`,
      base: 'main',
      title: '',
      body: '',
    });
    await pullRequests.recordOpen(entry(number));
  }
  const cluster = new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [shop(labels)],
  });
  const logger = mockServices.logger.mock();
  let now = NOW + 1_000;
  const watch = new PullRequestWatch({
    gitops,
    hostOf,
    pullRequests,
    inventory: new FakeInventory([cluster]),
    clock: () => {
      now += 1;
      return now;
    },
    logger,
  });
  const stateOf = (number: number) =>
    pullRequests.recorded.get(entry(number).url);
  return { watch, repository, asked, controls, pullRequests, logger, stateOf };
}

describe('PullRequestWatch', () => {
  it('records what became of each', async () => {
    const { watch, repository, stateOf } = await setUp(3);
    repository.pullRequests[0].state = 'merged';
    repository.pullRequests[1].state = 'closed';
    await watch.run();
    expect(stateOf(1)).toMatchObject({
      state: 'merged',
      endedAt: expect.any(Number),
    });
    expect(stateOf(2)).toMatchObject({ state: 'closed' });
    expect(stateOf(3)).toMatchObject({ state: 'open' });
  });

  it('asks a host at most 20 times a run, and about all of them in turn', async () => {
    const { watch, asked } = await setUp(45);
    const runs: number[] = [];
    const seen = new Set<string>();
    for (let run = 0; run < 3; run++) {
      asked.length = 0;
      await watch.run();
      runs.push(asked.length);
      asked.forEach(each => seen.add(each));
    }
    expect(runs).toEqual([20, 20, 20]);
    expect(seen.size).toBe(45);
  });

  it('asks no more about those that have ended', async () => {
    const { watch, repository, asked } = await setUp(2);
    repository.pullRequests.forEach(each => {
      each.state = 'closed';
    });
    await watch.run();
    asked.length = 0;
    await watch.run();
    expect(asked).toEqual([]);
  });

  it('leaves a host alone that takes no more requests, until the next run', async () => {
    const { watch, asked, controls, stateOf } = await setUp(5);
    controls.intercept = () => Response.json({}, { status: 429 });
    await watch.run();
    expect(asked).toHaveLength(1);
    expect(stateOf(1)?.state).toBe('open');
  });

  it('keeps the last known state where the host cannot say, and goes on', async () => {
    const { watch, asked, controls, logger, repository, stateOf } = await setUp(
      2,
    );
    repository.pullRequests[1].state = 'merged';
    controls.intercept = what =>
      what.endsWith('/1') ? Response.json({}, { status: 500 }) : undefined;
    await watch.run();
    expect(asked).toHaveLength(2);
    expect(stateOf(1)?.state).toBe('open');
    expect(stateOf(2)?.state).toBe('merged');
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('goes on where a repository is no longer configured', async () => {
    const { watch, pullRequests, asked, logger } = await setUp(1);
    const url = 'https://elsewhere.example/acme/old';
    await pullRequests.recordOpen(
      entry(0, { url: `${url}/pulls/1`, repository: url }),
    );
    await watch.run();
    expect(asked).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('is no longer in centralSecrets.requests.gitops'),
    );
  });

  it('ends with the signal of the scheduler', async () => {
    const { watch, asked } = await setUp(3);
    await watch.run(AbortSignal.abort());
    expect(asked).toEqual([]);
  });

  it('finds a merged one done when the namespace has its labels, and not before', async () => {
    const waiting = await setUp(1);
    waiting.repository.pullRequests[0].state = 'merged';
    await waiting.watch.run();
    expect(waiting.stateOf(1)?.appliedAt).toBeUndefined();

    const arrived = await setUp(1, { 'secrets/registry': 'true' });
    arrived.repository.pullRequests[0].state = 'merged';
    await arrived.watch.run();
    expect(arrived.stateOf(1)?.appliedAt).toEqual(expect.any(Number));
  });
});
