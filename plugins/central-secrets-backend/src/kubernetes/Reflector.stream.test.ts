import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { expired, Fault, faultOfStatus, malformed } from './Fault';
import { setUp } from './__testUtils__/setUp';
import { failOnLeaks } from '@central-secrets/dev-tools';

failOnLeaks();

describe('Reflector, where lists come in one answer', () => {
  let world: ReturnType<typeof setUp>;

  beforeEach(() => {
    world = setUp();
    world.source.streamsLists = true;
  });

  // Fails when a timer, a stream or a listener is left behind.
  afterEach(() => world.stop());

  const STREAM = 'stream';
  const LIST = 'list limit=2';
  const watchFrom = (version: number) => `watch from=${version} timeout=300`;

  function expectTruth() {
    expect(world.sink.contents()).toEqual(world.source.truth());
  }

  it('reads the whole in one answer, and watches from the version of its end', async () => {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    world.source.writeElsewhere();
    await world.start();
    expect(world.source.requests).toEqual([STREAM, watchFrom(104)]);
    expect(world.source.openStreams).toBe(1);
    expect(world.sink.replacements).toBe(1);
    expectTruth();
  });

  it('shows nothing of a list before its end, and then what changed meanwhile too', async () => {
    ['a', 'b'].forEach(name => world.source.put(name));
    world.source.withholdsEnds = true;
    await world.start();
    world.source.put('b');
    world.source.put('c');
    world.source.delete('a');
    await world.clock.advance(59_000);
    expect(world.sink.contents()).toEqual({});
    expect(world.reflector.observation().observedAt).toBeUndefined();
    world.source.endLists();
    await world.clock.advance(0);
    expect(world.source.requests).toEqual([STREAM, watchFrom(102)]);
    expect(world.reflector.observation()).toMatchObject({ observedAt: 0 });
    expectTruth();
  });

  it('shows what it had until a new list has ended, and then what vanished is gone', async () => {
    ['a', 'b'].forEach(name => world.source.put(name));
    await world.start();
    const before = world.sink.contents();
    world.source.withholdsEnds = true;
    world.source.silenceStreams();
    world.source.delete('a');
    world.source.resetStreams(expired());
    await world.clock.advance(0);
    expect(world.source.requests.slice(2)).toEqual([STREAM]);
    expect(world.sink.contents()).toEqual(before);
    world.source.endLists();
    await world.clock.advance(0);
    expectTruth();
  });

  /** Three objects, and a list of them that waits for its end. */
  async function startAmidStream() {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
    world.source.withholdsEnds = true;
    await world.start();
  }

  const PAGES = [LIST, 'list limit=2 continue=103/2', watchFrom(103)];

  it.each<[string, () => void]>([
    ['was cut', () => world.source.resetStreams()],
    [
      'holds a line that cannot be read',
      () => world.source.resetStreams(malformed(message('not-json.event'))),
    ],
  ])('waits and reads pages after a list that %s', async (_, fault) => {
    await startAmidStream();
    fault();
    await world.clock.advance(799);
    expect(world.reflector.observation().error).toBeDefined();
    expect(world.source.requests).toEqual([STREAM]);
    expect(world.sink.contents()).toEqual({});
    await world.clock.advance(1);
    expect(world.source.requests).toEqual([STREAM, ...PAGES]);
    expectTruth();
  });

  it('reads pages at once after a list that ends before its end', async () => {
    await startAmidStream();
    world.source.endStreams();
    await world.clock.advance(0);
    expect(world.source.requests).toEqual([STREAM, ...PAGES]);
    expectTruth();
  });

  it('reads pages at once where the list is answered with 410', async () => {
    world.source.put('a');
    world.source.refuseNext('stream', expired());
    await world.start();
    expect(world.source.requests).toEqual([STREAM, LIST, watchFrom(101)]);
    expectTruth();
  });

  it('reads one answer again once pages were read', async () => {
    await startAmidStream();
    world.source.resetStreams();
    world.source.withholdsEnds = false;
    await world.clock.advance(6_800);
    world.source.expireStreams();
    await world.clock.advance(0);
    expect(world.source.requests).toEqual([
      STREAM,
      ...PAGES,
      STREAM,
      watchFrom(103),
    ]);
    expectTruth();
  });

  it('gives up a list of which nothing more comes', async () => {
    world.source.put('a');
    world.source.withholdsEnds = true;
    await world.start();
    await world.clock.advance(60_000);
    expect(world.reflector.observation()).toEqual({
      error: {
        code: 'unreachable',
        message: message('no-list-within', { seconds: 60 }),
      },
    });
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([STREAM, LIST, watchFrom(101)]);
    expectTruth();
  });

  it('waits for the end of a list for as long as more of it comes', async () => {
    world.source.withholdsEnds = true;
    await world.start();
    for (const name of ['a', 'b', 'c']) {
      await world.clock.advance(50_000);
      world.source.sendOfLists(name);
    }
    await world.clock.advance(50_000);
    world.source.endLists();
    await world.clock.advance(0);
    expect(world.source.requests).toEqual([STREAM, watchFrom(100)]);
    expect(Object.keys(world.sink.contents())).toEqual(['a', 'b', 'c']);
  });

  it('gives up a list that is never answered', async () => {
    world.source.refuseNext('stream', 'never');
    await world.start();
    await world.clock.advance(60_800);
    expect(world.source.requests).toEqual([STREAM, LIST, watchFrom(100)]);
  });

  it.each([
    ['429 and Retry-After 7', faultOfStatus('x', 429, {}, 7), 7_000],
    [
      '403',
      new Fault('forbidden', message('no-answer', { problem: 'no' }), {
        slow: true,
      }),
      22_500,
    ],
  ])('waits after a list answered with %s', async (_, fault, delayMs) => {
    world.source.refuseNext('stream', fault);
    await world.start();
    await world.clock.advance(delayMs - 1);
    expect(world.source.requests).toEqual([STREAM]);
    await world.clock.advance(1);
    expect(world.source.requests).toEqual([STREAM, LIST, watchFrom(100)]);
  });

  it('reads pages at once where the source has no such lists', async () => {
    world.source.streamsLists = false;
    await world.start();
    expect(world.source.requests).toEqual([LIST, watchFrom(100)]);
  });

  it('asks for no page when it is stopped while such lists turn out not to be there', async () => {
    let stopping: Promise<void> | undefined;
    jest.spyOn(world.source, 'stream').mockImplementationOnce(async () => {
      await Promise.resolve();
      stopping = world.stop();
      return undefined;
    });
    await world.start();
    await stopping;
    expect(world.source.requests).toEqual([]);
  });

  it('lives on when its sink throws on an object of the answer', async () => {
    world.source.put('a');
    const start = world.sink.startReplacement.bind(world.sink);
    jest.spyOn(world.sink, 'startReplacement').mockImplementationOnce(() => ({
      ...start(),
      add: () => {
        throw new Error('no room');
      },
    }));
    await world.start();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([STREAM, LIST, watchFrom(101)]);
    expectTruth();
  });

  it('opens no watch when it is stopped amid a list, and emits no error', async () => {
    world.source.withholdsEnds = true;
    await world.start();
    await world.stop();
    expect(world.source.requests).toEqual([STREAM]);
    expect(world.transitions.map(({ to }) => to)).toEqual([
      'listing',
      'stopped',
    ]);
  });
});
