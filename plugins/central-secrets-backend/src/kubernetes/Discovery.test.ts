import { failOnLeaks } from '@central-secrets/dev-tools';
import { ClusterRequest } from '@central-secrets/kubernetes-client';
import { ControlledClock } from './__testUtils__/ControlledClock';
import {
  FakeConnection,
  discoveryAnswer,
} from './__testUtils__/FakeConnection';
import { abortOf } from './__testUtils__/Refusals';
import { Discovery } from './Discovery';

failOnLeaks();

const PLURAL = 'externalsecrets';

describe('Discovery', () => {
  const { signal } = new AbortController();
  let clock: ControlledClock;
  let connection: FakeConnection;
  /** The status that every request meets instead of an answer. */
  let status: number | undefined;
  let isSilent: boolean;
  let discovery: Discovery;

  beforeEach(() => {
    status = undefined;
    isSilent = false;
    clock = new ControlledClock();
    connection = new FakeConnection(({ path }) =>
      status ? { status } : discoveryAnswer(path, { v1: [PLURAL] })!,
    );
    const request = connection.request.bind(connection);
    connection.request = async (what: ClusterRequest) =>
      isSilent ? abortOf(what.signal!) : request(what);
    discovery = new Discovery(connection, clock);
  });

  it('reads no more of an answer than one object may have', async () => {
    connection = new FakeConnection(() => ({
      body: ['x'.repeat(9 * 1024 * 1024)],
    }));
    discovery = new Discovery(connection, clock);
    await expect(discovery.versionOf(PLURAL, signal)).rejects.toThrow(
      'The answer to /apis/external-secrets.io is larger than 8 MiB',
    );
  });

  it('asks for the versions once, however many kinds want to know', async () => {
    await Promise.all([
      discovery.versionOf(PLURAL, signal),
      discovery.versionOf(PLURAL, signal),
    ]);
    expect(connection.requests).toEqual([
      '/apis/external-secrets.io',
      '/apis/external-secrets.io/v1',
    ]);
  });

  it.each([
    [403, 'forbidden'],
    [503, 'failing'],
  ])(
    'passes on an answer of %d, and asks again next time',
    async (answered, code) => {
      status = answered;
      await expect(discovery.versionOf(PLURAL, signal)).rejects.toMatchObject({
        code,
      });
      status = undefined;
      await expect(discovery.versionOf(PLURAL, signal)).resolves.toBe('v1');
    },
  );

  it('gives up after ten seconds without an answer, and asks again next time', async () => {
    isSilent = true;
    const failed = discovery.versionOf(PLURAL, signal).catch(error => error);
    await clock.advance(10_000);
    expect(await failed).toMatchObject({
      code: 'unreachable',
      message: 'No answer within 10 s',
    });
    expect(clock.waiting).toBe(0);
    isSilent = false;
    await expect(discovery.versionOf(PLURAL, signal)).resolves.toBe('v1');
  });

  it('lets one kind go that stops, and answers the others', async () => {
    const stopping = new AbortController();
    const others = discovery.versionOf(PLURAL, signal);
    const stopped = discovery.versionOf(PLURAL, stopping.signal);
    stopping.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    await expect(others).resolves.toBe('v1');
  });
});
