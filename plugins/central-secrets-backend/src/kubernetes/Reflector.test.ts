import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { expired, faultOfStatus, malformed } from './Fault';
import { setUp } from './__testUtils__/setUp';
import { failOnLeaks } from '@central-secrets/dev-tools';

failOnLeaks();

describe('Reflector', () => {
  let world: ReturnType<typeof setUp>;

  beforeEach(() => {
    world = setUp();
  });

  // Fails when a timer or a stream is left behind.
  afterEach(() => world.stop());

  /** Three objects, so that a list has two pages: versions 101 to 103. */
  function threeObjects() {
    ['a', 'b', 'c'].forEach(name => world.source.put(name));
  }

  function expectTruth() {
    expect(world.sink.contents()).toEqual(world.source.truth());
  }

  it('lists in pages and watches from the version of the list', async () => {
    threeObjects();
    await world.start();
    expect(world.source.requests).toEqual([
      'list limit=2',
      'list limit=2 continue=103/2',
      'watch from=103 timeout=300',
    ]);
    expect(world.transitions.map(({ to }) => to)).toEqual([
      'listing',
      'opening',
      'watching',
    ]);
    expectTruth();
  });

  it('follows changes, also a name that comes back with another uid', async () => {
    await world.start();
    world.source.put('a');
    world.source.put('a');
    world.source.put('b');
    world.source.delete('b');
    world.source.delete('a');
    world.source.put('a');
    await world.clock.advance(0);
    expectTruth();
    expect(world.sink.contents()).toEqual({ a: 'uid-3@106' });
  });

  it('runs one loop however often it is started', async () => {
    await world.start();
    await world.start();
    expect(world.source.openStreams).toBe(1);
    expect(world.source.requests).toHaveLength(2);
  });

  it('resumes from a bookmark when the server ends the watch, and takes it for no object', async () => {
    const upsert = jest.spyOn(world.sink, 'upsert');
    await world.start();
    world.source.writeElsewhere();
    world.source.bookmark();
    await world.clock.advance(5_000);
    expect(upsert).not.toHaveBeenCalled();
    world.source.endStreams();
    await world.clock.advance(0);
    expect(world.source.requests.slice(1)).toEqual([
      'watch from=100 timeout=300',
      'watch from=101 timeout=300',
    ]);
  });

  it('survives a reset: waits, then resumes without a new list, and loses nothing', async () => {
    await world.start();
    world.source.put('a');
    await world.clock.advance(0);
    world.source.resetStreams();
    world.source.put('b');
    await world.clock.advance(0);
    expect(world.reflector.observation().error).toEqual({
      code: 'unreachable',
      message: message('no-answer', { problem: 'read ECONNRESET' }),
    });
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      'list limit=2',
      'watch from=100 timeout=300',
      'watch from=101 timeout=300',
    ]);
    expectTruth();
  });

  it.each([
    ['list', 429],
    ['list', 500],
    ['watch', 429],
    ['watch', 500],
  ] as const)('survives a %s answered with %d', async (request, code) => {
    world.source.refuseNext(request, faultOfStatus('x', code, {}));
    await world.start();
    expect(world.reflector.observation().error?.code).toBe('failing');
    await world.clock.advance(800);
    expect(world.source.openStreams).toBe(1);
    expect(world.reflector.observation().error).toBeUndefined();
  });

  it('lists again at once when a watch says 410, as an event', async () => {
    threeObjects();
    await world.start();
    world.source.unnoticed(() => world.source.delete('a'));
    world.source.expireStreams();
    await world.clock.advance(0);
    expect(world.source.requests.slice(3)).toEqual([
      'list limit=2',
      'watch from=104 timeout=300',
    ]);
    expect(world.reflector.observation().error).toBeUndefined();
    expectTruth();
  });

  it('lists again at once when a watch is refused with 410', async () => {
    await world.start();
    world.source.resetStreams();
    world.source.put('a');
    world.source.compact();
    await world.clock.advance(800);
    expect(world.source.requests).toEqual([
      'list limit=2',
      'watch from=100 timeout=300',
      'watch from=100 timeout=300',
      'list limit=2',
      'watch from=101 timeout=300',
    ]);
    expectTruth();
  });

  it('begins a list anew, without the token, when it expires amid its pages', async () => {
    threeObjects();
    const list = world.source.list.bind(world.source);
    jest.spyOn(world.source, 'list').mockImplementationOnce(async request => {
      const page = await list(request);
      world.source.delete('a');
      world.source.compact();
      return page;
    });
    await world.start();
    expect(world.source.requests).toEqual([
      'list limit=2',
      'list limit=2 continue=103/2',
      'list limit=2',
      'watch from=104 timeout=300',
    ]);
    expectTruth();
  });

  it('shows what it had until a new list is complete, and then what vanished is gone', async () => {
    threeObjects();
    await world.start();
    const before = world.sink.contents();
    world.source.silenceStreams();
    world.source.delete('a');
    world.source.resetStreams(expired());
    world.source.refuseNext('list', new Error('connect ECONNREFUSED'));
    await world.clock.advance(0);
    expect(world.sink.contents()).toEqual(before);
    await world.clock.advance(800);
    expectTruth();
  });

  it('goes back to the last good version after a line it cannot read, and loses nothing', async () => {
    await world.start();
    world.source.put('a');
    await world.clock.advance(0);
    world.source.garble(() => world.source.put('b'));
    world.source.put('c');
    await world.clock.advance(800);
    expect(world.source.requests.at(-1)).toBe('watch from=101 timeout=300');
    expectTruth();
  });

  it('lists again when the same line cannot be read twice', async () => {
    await world.start();
    world.source.garble(() => world.source.put('a'));
    world.source.refuseNext('watch', malformed(message('not-json.event')));
    await world.clock.advance(800 + 1_600);
    expect(world.source.requests.slice(-2)).toEqual([
      'list limit=2',
      'watch from=101 timeout=300',
    ]);
    expectTruth();
  });

  it('refuses an event without a version, and one of an unknown type', async () => {
    await world.start();
    for (const event of [
      { type: 'ADDED', object: { metadata: { name: 'x' } } },
      { type: 'GREETING', object: { metadata: { resourceVersion: '900' } } },
    ]) {
      jest
        .spyOn(world.source, 'watch')
        .mockImplementationOnce(async () => toStream([[event]]));
      world.source.endStreams();
      await world.clock.advance(60_000);
    }
    expect(
      world.transitions.flatMap(({ fault }) => fault?.message ?? []),
    ).toEqual([
      'The API server sent a watch event of type ADDED without a resourceVersion',
      'The API server sent a watch event of the unknown type GREETING',
    ]);
    expectTruth();
  });

  it('takes no harm from an event told twice', async () => {
    const upsert = jest.spyOn(world.sink, 'upsert');
    await world.start();
    world.source.put('a');
    world.source.repeatLastChange();
    await world.clock.advance(0);
    expect(upsert).toHaveBeenCalledTimes(1);
    expect(world.source.requests).toHaveLength(2);
    expectTruth();
  });

  it('lists again when versions run backwards', async () => {
    await world.start();
    world.source.put('a');
    world.source.put('a');
    world.source.repeatFirstChange();
    await world.clock.advance(800);
    expect(world.sink.replacements).toBe(2);
    expectTruth();
  });

  it('opens no watch when it is stopped amid a list, and emits no error', async () => {
    world.source.refuseNext('list', 'never');
    await world.start();
    await world.stop();
    expect(world.source.requests).toEqual(['list limit=2']);
    expect(world.transitions.map(({ to }) => to)).toEqual([
      'listing',
      'stopped',
    ]);
  });

  it('is not revived after it was stopped', async () => {
    await world.start();
    await world.stop();
    await world.start();
    await world.clock.advance(600_000);
    expect(world.source.requests).toHaveLength(2);
  });
});

async function* toStream<T>(batches: T[]): AsyncGenerator<T> {
  yield* batches;
}
