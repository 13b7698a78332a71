import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { expired, Fault, faultOfStatus } from './Fault';
import { sleep } from './sleep';
import { setUp } from './__testUtils__/setUp';
import { failOnLeaks } from '@central-secrets/dev-tools';

failOnLeaks();

describe('Reflector, in time', () => {
  let world: ReturnType<typeof setUp>;

  beforeEach(() => {
    world = setUp();
  });

  // Fails when a timer or a stream is left behind.
  afterEach(() => world.stop());

  function expectTruth() {
    expect(world.sink.contents()).toEqual(world.source.truth());
  }

  it('counts its knowledge from the beginning of a list', async () => {
    const list = world.source.list.bind(world.source);
    jest.spyOn(world.source, 'list').mockImplementationOnce(async request => {
      await world.clock.advance(3_000);
      return list(request);
    });
    world.source.refuseNext('watch', new Error('read ECONNRESET'));
    await world.start();
    await world.clock.advance(10);
    expect(world.reflector.observation()).toMatchObject({ observedAt: 0 });
  });

  it('says that it is catching up from its list on, until its watch has had time to', async () => {
    world.source.refuseNext('watch', 'never');
    await world.start();
    await world.clock.advance(5_000);
    expect(world.reflector.observation()).toEqual({
      observedAt: 0,
      isCatchingUp: true,
    });
    await world.clock.advance(5_000 + 800 + 999);
    expect(world.reflector.observation().isCatchingUp).toBe(true);
    await world.clock.advance(1);
    expect(world.reflector.observation()).toEqual({ observedAt: 10_800 });
  });

  it('is young again only when what was missed had time to arrive', async () => {
    await world.start();
    await world.clock.advance(60_000);
    world.source.resetStreams();
    for (let failures = 0; failures < 6; failures++) {
      world.source.refuseNext('watch', new Error('connect ECONNREFUSED'));
    }
    const lastProof = world.reflector.observation().observedAt!;
    while (world.source.openStreams === 0) {
      await world.clock.advance(100);
    }
    world.source.put('a');
    await world.clock.advance(900);
    expect(world.reflector.observation()).toEqual({
      observedAt: lastProof,
      isCatchingUp: true,
    });
    const acceptedAt = world.clock.now() - 900;
    await world.clock.advance(100);
    expect(world.reflector.observation()).toEqual({ observedAt: acceptedAt });
  });

  it('does not go back when its watch has caught up just after a sign of life', async () => {
    // Due at the same moment as the second after which it has caught up.
    world.clock.setTimeout(() => world.source.put('a'), 1_000);
    await world.start();
    await world.clock.advance(1_000);
    expect(world.reflector.observation()).toEqual({ observedAt: 1_000 });
  });

  it('waits as long as Retry-After says', async () => {
    world.source.refuseNext('list', faultOfStatus('x', 429, {}, 7));
    await world.start();
    await world.clock.advance(6_999);
    expect(world.source.requests).toHaveLength(1);
    await world.clock.advance(1);
    expect(world.source.openStreams).toBe(1);
  });

  it('comes back within 2 s as often as the server says so, whatever failed before', async () => {
    for (let failures = 0; failures < 5; failures++) {
      world.source.refuseNext('list', new Error('connect ECONNREFUSED'));
    }
    for (let times = 0; times < 10; times++) {
      world.source.refuseNext('list', faultOfStatus('x', 429, {}, 1));
    }
    await world.start();
    await world.clock.advance(800 + 1_600 + 3_200 + 6_400 + 12_800);
    expect(world.source.requests).toHaveLength(6);
    await world.clock.advance(10 * 2_000 - 1);
    expect(world.source.openStreams).toBe(0);
    await world.clock.advance(1);
    expect(world.source.openStreams).toBe(1);
  });

  it('lists a server that forgets every version no more than half of the time', async () => {
    const listedAt: number[] = [];
    const list = world.source.list.bind(world.source);
    jest.spyOn(world.source, 'list').mockImplementation(async request => {
      listedAt.push(world.clock.now());
      const listed = await list(request);
      await sleep(world.clock, 10_000, request.signal);
      return listed;
    });
    await world.start();
    for (let seconds = 0; seconds < 200; seconds++) {
      world.source.expireStreams();
      await world.clock.advance(1_000);
    }
    const gaps = listedAt.slice(1).map((at, index) => at - listedAt[index]);
    expect(gaps.length).toBeGreaterThan(7);
    // From the first that is free, and the first delays, up to as much rest as work.
    expect(Math.max(...gaps.slice(0, 2))).toBeLessThan(12_000);
    expect(Math.min(...gaps.slice(5))).toBeGreaterThanOrEqual(20_000);
  });

  it('doubles its delays up to 30 s while the cluster is away', async () => {
    for (let failures = 0; failures < 9; failures++) {
      world.source.refuseNext('list', new Error('connect ECONNREFUSED'));
    }
    await world.start();
    const attempts: number[] = [0];
    while (world.reflector.mode === 'waiting') {
      const before = world.source.requests.length;
      await world.clock.advance(100);
      if (world.source.requests.length > before) {
        attempts.push(world.clock.now());
      }
    }
    expect(attempts.slice(1).map((at, i) => at - attempts[i])).toEqual([
      800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000,
    ]);
  });

  it('begins with the first delay again after a healthy watch', async () => {
    world.source.refuseNext('list', new Error('connect ECONNREFUSED'));
    world.source.refuseNext('list', new Error('connect ECONNREFUSED'));
    await world.start();
    await world.clock.advance(2_400);
    await world.clock.advance(5_000);
    world.source.resetStreams();
    await world.clock.advance(800);
    expect(world.source.openStreams).toBe(1);
  });

  it.each([
    ['ended at once', () => world.source.endStreams()],
    ['answered with 410', () => world.source.resetStreams(expired())],
  ])('does not loop hot when every watch is %s', async (_, abuse) => {
    await world.start();
    for (let times = 0; times < 200; times++) {
      abuse();
      await world.clock.advance(50);
    }
    // 10 s of it: one free attempt, then after 0.8, 1.6 and four times 2 s.
    expect(world.source.requests.length).toBeLessThan(16);
  });

  it('notices a silent watch within 25 s, and says how old its knowledge is until then', async () => {
    await world.start();
    await world.clock.advance(10_000);
    world.source.put('a');
    await world.clock.advance(0);
    world.source.silenceStreams();
    world.source.put('b');
    await world.clock.advance(24_999);
    expect(world.reflector.observation()).toEqual({ observedAt: 10_000 });
    expect(world.sink.contents()).not.toEqual(world.source.truth());
    await world.clock.advance(1);
    expect(world.source.requests.at(-1)).toBe('watch from=101 timeout=300');
    await world.clock.advance(1_000);
    expect(world.reflector.observation()).toEqual({ observedAt: 35_000 });
    expectTruth();
  });

  it('reports a black hole within 35 s', async () => {
    await world.start();
    world.source.silenceStreams();
    world.source.refuseNext('watch', 'never');
    await world.clock.advance(35_000);
    expect(world.reflector.observation()).toEqual({
      observedAt: 0,
      error: {
        code: 'unreachable',
        message: message('no-answer-within', { seconds: 10 }),
      },
    });
  });

  it('takes an answered ping for a sign of life', async () => {
    await world.start();
    for (let times = 0; times < 5; times++) {
      await world.clock.advance(20_000);
      world.source.answerPings();
    }
    expect(world.source.requests).toHaveLength(2);
    expect(world.reflector.observation()).toEqual({ observedAt: 100_000 });
  });

  it('resumes a watch that says nothing though pings are answered: they may be by a proxy', async () => {
    await world.start();
    await world.clock.advance(20_000);
    world.source.put('a');
    await world.clock.advance(0);
    world.source.silenceStreams();
    world.source.put('b');
    for (let times = 0; times < 6; times++) {
      await world.clock.advance(20_000);
      world.source.answerPings();
    }
    await world.clock.advance(4_999);
    expect(world.source.requests).toHaveLength(2);
    // The last ping within two minutes of the last that the watch said itself.
    expect(world.reflector.observation()).toEqual({ observedAt: 120_000 });
    await world.clock.advance(1);
    expect(world.source.requests).toHaveLength(3);
    expectTruth();
  });

  it('gives up a page that is never answered', async () => {
    world.source.refuseNext('list', 'never');
    await world.start();
    await world.clock.advance(60_000);
    expect(world.reflector.observation().error?.message).toEqual(
      message('no-page-within', { seconds: 60 }),
    );
    await world.clock.advance(800);
    expect(world.source.openStreams).toBe(1);
  });

  it('asks for a forbidden kind about twice a minute, and recovers when it is allowed', async () => {
    const forbidden = () =>
      new Fault('forbidden', message('no-answer', { problem: 'no' }), {
        slow: true,
      });
    world.source.refuseNext('list', forbidden());
    world.source.refuseNext('list', forbidden());
    await world.start();
    await world.clock.advance(22_499);
    expect(world.source.requests).toHaveLength(1);
    expect(world.reflector.observation()).toEqual({
      error: {
        code: 'forbidden',
        message: message('no-answer', { problem: 'no' }),
      },
    });
    await world.clock.advance(22_501);
    expect(world.reflector.observation()).toEqual({
      observedAt: 45_000,
      isCatchingUp: true,
    });
    expect(world.source.openStreams).toBe(1);
  });

  it.each([
    ['forbidden', { slow: true }],
    ['unauthorized', {}],
    ['not-installed', { slow: true, remedy: 'relist' }],
  ] as const)(
    'believes after less than 3 s that a kind that was there is %s',
    async (code, options) => {
      const refusal = () =>
        new Fault(
          code,
          message('no-answer', { problem: 'as an API server that starts' }),
          options,
        );
      const refuse = (times: number) => {
        world.source.refuseNext('watch', refusal());
        for (let more = 1; more < times; more++) {
          world.source.refuseNext(
            code === 'not-installed' ? 'list' : 'watch',
            refusal(),
          );
        }
        world.source.endStreams();
      };
      await world.start();
      await world.clock.advance(10_000);
      refuse(3);
      await world.clock.advance(0);
      expect(world.reflector.observation().error).toMatchObject({
        code: 'failing',
        message: message('no-answer', {
          problem: 'as an API server that starts',
        }),
      });
      await world.clock.advance(3_000);
      expect(world.reflector.observation().error).toBeUndefined();

      await world.clock.advance(60_000);
      refuse(5);
      await world.clock.advance(0);
      expect(world.reflector.observation().error?.code).toBe('failing');
      await world.clock.advance(3_000);
      expect(world.reflector.observation().error).toMatchObject({ code });
      expectTruth();
    },
  );

  it('believes at once what was never there before', async () => {
    world.source.refuseNext(
      'list',
      new Fault('forbidden', message('no-answer', { problem: 'no' }), {}),
    );
    await world.start();
    expect(world.reflector.observation()).toEqual({
      error: {
        code: 'forbidden',
        message: message('no-answer', { problem: 'no' }),
      },
    });
  });

  it('asks every few seconds for a kind that was there, however long it is gone', async () => {
    const gone = () =>
      new Fault('not-installed', message('no-answer', { problem: 'gone' }), {
        slow: true,
        remedy: 'relist',
      });
    await world.start();
    await world.clock.advance(10_000);
    world.source.refuseNext('watch', gone());
    for (let looks = 0; looks < 100; looks++) {
      world.source.refuseNext('list', gone());
    }
    world.source.resetStreams();
    // With 0 for chance every delay is three quarters of its nominal value.
    await world.clock.advance(800 + 3 * 562.5 + 98 * 1_875 - 1);
    expect(world.source.openStreams).toBe(0);
    expect(world.reflector.observation()).toEqual({
      observedAt: expect.any(Number),
      error: {
        code: 'not-installed',
        message: message('no-answer', { problem: 'gone' }),
      },
    });
    await world.clock.advance(1);
    expect(world.source.openStreams).toBe(1);
    expectTruth();
  });
});
