import { failOnLeaks } from '@central-secrets/dev-tools';
import { NamespaceSource } from './NamespaceSource';
import { Reflector } from './Reflector';
import { ControlledClock } from './__testUtils__/ControlledClock';
import { FakeAnswer, FakeConnection } from './__testUtils__/FakeConnection';
import { RecordingSink } from './__testUtils__/RecordingSink';

failOnLeaks();

const namespace = (uid: string, resourceVersion: string): FakeAnswer => ({
  body: { metadata: { name: 'shop', uid, resourceVersion } },
});
const ABSENT: FakeAnswer = { status: 404, body: { kind: 'Status', code: 404 } };

describe('NamespaceSource', () => {
  const controller = new AbortController();
  let answer: FakeAnswer;
  let clock: ControlledClock;
  let sink: RecordingSink;
  let connection: FakeConnection;
  let reflector: Reflector;
  let running: Promise<void>;

  beforeEach(async () => {
    answer = namespace('u1', '5');
    clock = new ControlledClock();
    sink = new RecordingSink();
    connection = new FakeConnection(() => answer);
    reflector = new Reflector({
      source: new NamespaceSource({ connection, namespace: 'shop', clock }),
      sink,
      clock,
      random: () => 0,
    });
    running = reflector.run(controller.signal);
    await clock.advance(0);
  });

  afterAll(async () => {
    controller.abort();
    await running;
  });

  it('gets its namespace by name, and looks again every five seconds', async () => {
    await clock.advance(10_000);
    expect(connection.requests).toEqual(
      // The list, one look as the watch begins, and then the two.
      Array(4).fill('/api/v1/namespaces/shop'),
    );
    expect(sink.contents()).toEqual({ shop: 'u1@5' });
    expect(reflector.observation().observedAt).toBe(10_000);
  });

  it.each<[string, FakeAnswer, object]>([
    ['changed', namespace('u1', '9'), { shop: 'u1@9' }],
    ['made anew', namespace('u2', '5'), { shop: 'u2@5' }],
    ['gone', ABSENT, {}],
  ])('sees that it is %s', async (_, next, expected) => {
    answer = next;
    await clock.advance(5_000);
    expect(sink.contents()).toEqual(expected);
    expect(reflector.observation().error).toBeUndefined();
  });

  it('sees that it comes, and every change after the first, without haste', async () => {
    answer = ABSENT;
    await clock.advance(5_000);
    for (let version = 10; version < 15; version++) {
      answer = namespace('u3', String(version));
      await clock.advance(5_000);
      expect(sink.contents()).toEqual({ shop: `u3@${version}` });
    }
    // A list and a look, and for each of the changes a look before them.
    expect(connection.requests).toHaveLength(2 + 3 * 6);
  });

  it('never claims to know what happened since it last looked', async () => {
    await clock.advance(14_999);
    expect(reflector.observation()).toEqual({
      observedAt: 10_000,
      isCatchingUp: true,
    });
  });

  it('does not take a refusal for a namespace that is gone', async () => {
    answer = { status: 403, body: { message: 'no right' } };
    await clock.advance(5_000 + 2_999);
    expect(sink.contents()).toEqual({ shop: 'u1@5' });
    expect(reflector.observation().error).toMatchObject({ code: 'forbidden' });
  });
});
