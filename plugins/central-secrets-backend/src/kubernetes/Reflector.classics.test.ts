import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { getEventListeners } from 'node:events';
import { failOnLeaks } from '@central-secrets/dev-tools';
import { faultOfStatus, malformed } from './Fault';
import { setUp } from './__testUtils__/setUp';

failOnLeaks();

/**
 * Faults that other informers handle wrongly, each with the exact requests that
 * are right. The list is in docs/faults.md.
 */
describe('Reflector, where other informers fail', () => {
  let world: ReturnType<typeof setUp>;

  beforeEach(() => {
    world = setUp();
  });

  // Fails when a timer, a stream or a listener is left behind.
  afterEach(() => world.stop());

  const LIST = 'list limit=2';
  const watchFrom = (version: number) => `watch from=${version} timeout=300`;

  function expectTruth() {
    expect(world.sink.contents()).toEqual(world.source.truth());
  }

  const reset = () => new Error('read ECONNRESET');
  const status = (code: number, retryAfterSeconds?: number) =>
    faultOfStatus('x', code, {}, retryAfterSeconds);

  it.each([
    ['reset', reset, 800],
    ['answered with 429', () => status(429), 800],
    ['answered with 429 and Retry-After 7', () => status(429, 7), 7_000],
    ['answered with 500', () => status(500), 800],
    ['answered with 503 and Retry-After 2', () => status(503, 2), 2_000],
  ])('is not dead after a list that was %s', async (_, error, delayMs) => {
    world.source.refuseNext('list', error());
    await world.start();
    await world.clock.advance(delayMs - 1);
    expect(world.source.requests).toEqual([LIST]);
    await world.clock.advance(1);
    expect(world.source.requests).toEqual([LIST, LIST, watchFrom(100)]);
  });

  it.each([
    ['reset', reset, 800],
    ['answered with 429', () => status(429), 800],
    ['answered with 429 and Retry-After 7', () => status(429, 7), 7_000],
    ['answered with 500', () => status(500), 800],
  ])('is not dead after a watch that was %s', async (_, error, delayMs) => {
    world.source.refuseNext('watch', error());
    await world.start();
    await world.clock.advance(delayMs - 1);
    expect(world.source.requests).toEqual([LIST, watchFrom(100)]);
    world.source.put('a');
    await world.clock.advance(1);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(100),
      watchFrom(100),
    ]);
    expectTruth();
  });

  it('resumes after a reset amid the second page with a whole new list', async () => {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    world.source.refuseNext('page', reset());
    await world.start();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      LIST,
      'list limit=2 continue=103/2',
      LIST,
      'list limit=2 continue=103/2',
      watchFrom(103),
    ]);
    expectTruth();
  });

  it('resumes from the first page, however new the last one says it is', async () => {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    const list = world.source.list.bind(world.source);
    jest
      .spyOn(world.source, 'list')
      .mockImplementationOnce(list)
      .mockImplementationOnce(async request => ({
        ...(await list(request)),
        // This page lacks the change that was made meanwhile on the first page.
        resourceVersion: (world.source.put('a'), '104'),
      }));
    await world.start();
    expect(world.source.requests.at(-1)).toBe(watchFrom(103));
    expectTruth();
  });

  it('asks each watch to end after a time of its own', async () => {
    const other = setUp({}, () => 0.5);
    await other.start();
    await other.stop();
    expect(other.source.requests.at(-1)).toBe('watch from=100 timeout=450');
  });

  it('ends on stop without an error and without a new request, whatever it does', async () => {
    await world.start();
    await world.stop();
    await world.clock.advance(600_000);
    expect(world.source.requests).toEqual([LIST, watchFrom(100)]);
    expect(world.transitions.map(({ to }) => to)).toEqual([
      'listing',
      'opening',
      'watching',
      'stopped',
    ]);
    expect(world.transitions.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  it('opens no watch when it is stopped while a page is on its way', async () => {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    const list = world.source.list.bind(world.source);
    let stopping: Promise<void> | undefined;
    jest.spyOn(world.source, 'list').mockImplementationOnce(async request => {
      await Promise.resolve();
      stopping = world.stop();
      // The page comes all the same: an answer that was already there.
      return list({ ...request, signal: new AbortController().signal });
    });
    await world.start();
    await stopping;
    expect(world.source.requests).toEqual([LIST]);
    expect(world.transitions.map(({ to }) => to)).toEqual([
      'listing',
      'stopped',
    ]);
  });

  it('opens no watch, and shows nothing more, when it is stopped while the last page is taken in', async () => {
    world.source.put('a');
    let stopping: Promise<void> | undefined;
    const start = world.sink.startReplacement.bind(world.sink);
    jest.spyOn(world.sink, 'startReplacement').mockImplementationOnce(() => ({
      ...start(),
      add: () => {
        stopping = world.stop();
      },
    }));
    await world.start();
    await stopping;
    expect(world.source.requests).toEqual([LIST]);
    expect(world.sink.replacements).toBe(0);
  });

  it.each([
    ['waits out a fault', () => world.source.refuseNext('list', reset())],
    ['opens a watch', () => world.source.refuseNext('watch', 'never' as const)],
  ])('stops at once also while it %s', async (_, arrange) => {
    arrange();
    await world.start();
    const { length } = world.source.requests;
    await world.stop();
    await world.clock.advance(600_000);
    expect(world.source.requests).toHaveLength(length);
  });

  it('lives on when its sink throws on an event: once from there again, then a new list', async () => {
    await world.start();
    const upsert = jest.spyOn(world.sink, 'upsert');
    const broken = () => {
      throw new Error('no room');
    };
    upsert.mockImplementationOnce(broken).mockImplementationOnce(broken);
    world.source.put('a');
    await world.clock.advance(800 + 1_600);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(100),
      watchFrom(100),
      LIST,
      watchFrom(101),
    ]);
    expect(
      world.transitions.flatMap(({ fault }) => fault?.message ?? []),
    ).toEqual(
      Array(2).fill(
        'An object of the API server could not be processed: no room',
      ),
    );
    expectTruth();
  });

  /** The sink takes in nothing of its first list. */
  function failFirstList() {
    const start = world.sink.startReplacement.bind(world.sink);
    jest.spyOn(world.sink, 'startReplacement').mockImplementationOnce(() => ({
      ...start(),
      add: () => {
        throw new Error('no room');
      },
    }));
  }

  it('lives on when its sink throws on a list', async () => {
    world.source.put('a');
    failFirstList();
    await world.start();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([LIST, LIST, watchFrom(101)]);
    expectTruth();
  });

  it('gives up the page that is on its way when the one before could not be taken in', async () => {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    failFirstList();
    world.source.refuseNext('page', 'never');
    await world.start();
    await world.clock.advance(800);
    expect(world.source.requests.slice(2)).toEqual([
      LIST,
      'list limit=2 continue=103/2',
      watchFrom(103),
    ]);
    expectTruth();
  });

  it('lives on when somebody who listens to its modes throws', async () => {
    world.reflector.events.prependListener('mode', () => {
      throw new Error('not my fault');
    });
    world.source.refuseNext('list', reset());
    await world.start();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([LIST, LIST, watchFrom(100)]);
  });

  it('does not swallow an ERROR event that is no 410: it waits, and resumes', async () => {
    await world.start();
    world.source.sendError({ kind: 'Status', code: 500, message: 'etcd' });
    await world.clock.advance(0);
    expect(world.reflector.observation().error).toEqual({
      code: 'failing',
      message: message('watch-failed.answered', {
        status: 500,
        answer: 'etcd',
      }),
    });
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(100),
      watchFrom(100),
    ]);
  });

  it('does not move past a malformed line: the update behind it is not lost', async () => {
    await world.start();
    world.source.put('a');
    await world.clock.advance(0);
    world.source.garble(() => world.source.put('b'));
    await world.clock.advance(0);
    // If later events moved the version on, no event would ever tell of b.
    world.source.put('c');
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(100),
      watchFrom(101),
    ]);
    expectTruth();
  });

  it('holds a list of 150,000 objects in one page', async () => {
    const items = Array.from({ length: 150_000 }, (_, index) => ({
      metadata: { name: `n${index}`, uid: 'u', resourceVersion: '100' },
    }));
    jest
      .spyOn(world.source, 'list')
      .mockResolvedValueOnce({ resourceVersion: '100', items });
    await world.start();
    expect(Object.keys(world.sink.contents())).toHaveLength(150_000);
    expect(world.reflector.mode).toBe('watching');
  });

  it('notices a watch that is silently stalled, and resumes it', async () => {
    await world.start();
    for (const silence of [1, 2, 3]) {
      world.source.silenceStreams();
      world.source.put(`a${silence}`);
      await world.clock.advance(25_000);
    }
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(100),
      watchFrom(100),
      watchFrom(101),
      watchFrom(102),
    ]);
    expectTruth();
  });

  it('does not reconnect hot: a server that ends every watch is asked every two seconds', async () => {
    await world.start();
    const askedAt: number[] = [];
    const watch = world.source.watch.bind(world.source);
    jest.spyOn(world.source, 'watch').mockImplementation(async request => {
      askedAt.push(world.clock.now());
      if (askedAt.length > 100) {
        throw new Error('a hot loop, which would never end');
      }
      const stream = await watch(request);
      world.source.endStreams();
      return stream;
    });
    world.source.endStreams();
    await world.clock.advance(60_000);
    expect(askedAt.slice(0, 5)).toEqual([0, 800, 2_400, 4_400, 6_400]);
    expect(askedAt).toHaveLength(31);
  });

  it('collects nothing over a thousand reconnections', async () => {
    await world.start();
    for (let times = 0; times < 1_000; times++) {
      world.source.put('a');
      world.source.resetStreams();
      await world.clock.advance(6_000);
    }
    expect(world.source.openStreams).toBe(1);
    // The bound on silence, and the moment of having caught up.
    expect(world.clock.waiting).toBeLessThanOrEqual(2);
    expect(getEventListeners(world.signal, 'abort')).toHaveLength(1);
    expectTruth();
  });

  it('is not dead after a restart of the server, with what changed meanwhile', async () => {
    ['a', 'b'].forEach(name => world.source.put(name));
    await world.start();
    await world.clock.advance(10_000);
    world.source.resetStreams();
    const refused = () => new Error('connect ECONNREFUSED');
    [1, 2, 3].forEach(() => world.source.refuseNext('watch', refused()));
    world.source.delete('a');
    await world.clock.advance(800 + 1_600 + 3_200 + 6_400);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(102),
      watchFrom(102),
      watchFrom(102),
      watchFrom(102),
      watchFrom(102),
    ]);
    expect(world.reflector.observation().error).toBeUndefined();
    expectTruth();
  });

  it('lists again when a restarted server no longer has its history', async () => {
    ['a', 'b'].forEach(name => world.source.put(name));
    await world.start();
    await world.clock.advance(10_000);
    world.source.resetStreams();
    world.source.delete('a');
    world.source.compact();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      LIST,
      watchFrom(102),
      watchFrom(102),
      LIST,
      watchFrom(103),
    ]);
    expectTruth();
  });

  it('lists again, without a token, after a page it could not read twice', async () => {
    world.source.refuseNext('list', malformed(message('not-json.event')));
    world.source.refuseNext('list', malformed(message('not-json.event')));
    await world.start();
    await world.clock.advance(800 + 1_600);
    expect(world.source.requests).toEqual([LIST, LIST, LIST, watchFrom(100)]);
  });
});
