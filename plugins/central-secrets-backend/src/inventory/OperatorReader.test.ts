import { mockServices } from '@backstage/backend-test-utils';
import { FakeConnection } from '../__testUtils__';
import { ControlledClock } from '../kubernetes/__testUtils__/ControlledClock';
import { OperatorReader } from './OperatorReader';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/external-secrets/deployments';
const DOCUMENTS = '/openapi/v3';
const DOCUMENT = '/openapi/v3/apis/external-secrets.io/v1';
const MINUTES = 60_000;

const deployments = (tag: string, account = 'external-secrets') => ({
  items: [
    {
      metadata: { name: 'external-secrets' },
      spec: {
        template: {
          spec: {
            serviceAccountName: account,
            containers: [
              {
                image: `example.com/external-secrets:${tag}`,
                args: ['--enable-push-secret-reconciler=false'],
              },
            ],
          },
        },
      },
    },
  ],
});

const documents = (hash: string) => ({
  paths: {
    'apis/external-secrets.io/v1': { serverRelativeURL: `${DOCUMENT}?${hash}` },
  },
});

const document = (...fields: string[]) => ({
  components: {
    schemas: {
      a: {
        'x-kubernetes-group-version-kind': [{ kind: 'ExternalSecret' }],
        properties: {
          spec: {
            properties: Object.fromEntries(fields.map(each => [each, {}])),
          },
        },
      },
    },
  },
});

describe('OperatorReader', () => {
  let answers: Record<string, object | number>;
  let connection: FakeConnection;
  let clock: ControlledClock;
  let reader: OperatorReader;
  let controller: AbortController;
  let running: Promise<void>;
  const logger = mockServices.logger.mock();
  const onChange = jest.fn();

  async function start(operatorVersion?: string, operatorAccount?: string) {
    logger.info.mockClear();
    onChange.mockClear();
    connection = new FakeConnection(({ path }) => {
      const answer = answers[path] ?? 404;
      return typeof answer === 'number'
        ? { status: answer, body: { message: 'no' } }
        : { status: 200, body: answer };
    });
    clock = new ControlledClock();
    controller = new AbortController();
    reader = new OperatorReader({
      connection,
      operatorVersion,
      operatorAccount,
      logger,
      clock,
      onChange,
    });
    running = reader.run(controller.signal);
    await clock.advance(0);
  }

  afterEach(async () => {
    controller.abort();
    await running;
  });

  const asked = () => connection.requests.map(({ path }) => path);
  const told = () => logger.info.mock.calls.map(([text]) => text);

  it('knows the configured release, and asks no cluster', async () => {
    answers = { [DEPLOYMENTS]: deployments('v2.9.0') };
    await start('0.20.4');
    await clock.advance(60 * MINUTES);
    expect(reader.known).toEqual({
      release: { version: '0.20.4' },
      source: 'configuration',
    });
    expect(asked()).toEqual([]);
  });

  it('knows the release of the Deployment, and follows an upgrade', async () => {
    answers = { [DEPLOYMENTS]: deployments('v0.20.4') };
    await start();
    expect(reader.known).toEqual({
      release: { version: '0.20.4' },
      source: 'deployment',
      handlesPushes: true,
      readAt: 0,
    });
    expect(asked()).toEqual([DEPLOYMENTS]);
    expect(onChange).toHaveBeenCalledTimes(1);
    await clock.advance(5 * MINUTES);
    expect(onChange).toHaveBeenCalledTimes(1);
    answers = { [DEPLOYMENTS]: deployments('v2.9.0') };
    await clock.advance(5 * MINUTES);
    expect(reader.known).toMatchObject({
      release: { version: '2.9.0' },
      readAt: 10 * MINUTES,
    });
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(asked()).toEqual([DEPLOYMENTS, DEPLOYMENTS, DEPLOYMENTS]);
  });

  it('looks for the Deployment where the operator’s account is', async () => {
    answers = {
      '/apis/apps/v1/namespaces/secrets/deployments': deployments(
        'v0.20.4',
        'eso',
      ),
      [DEPLOYMENTS]: deployments('v2.9.0'),
    };
    await start(undefined, 'secrets/eso');
    expect(reader.known?.release.version).toBe('0.20.4');
  });

  it.each([
    ['may not be read', { [DEPLOYMENTS]: 403 }],
    ['is not there', { [DEPLOYMENTS]: { items: [] } }],
    ['has no release in its tag', { [DEPLOYMENTS]: deployments('latest') }],
    [
      'belongs to another account',
      { [DEPLOYMENTS]: deployments('v0.1.0', 'webhook') },
    ],
  ])(
    'knows the least release of the API where the Deployment %s',
    async (_what, own) => {
      answers = {
        ...own,
        [DOCUMENTS]: documents('hash=1'),
        [DOCUMENT]: document('syncWindows'),
      };
      await start();
      expect(reader.known).toMatchObject({
        release: { version: '2.7', atLeast: true },
        source: 'api',
      });
    },
  );

  it('reads the document of the API again only after a change', async () => {
    answers = {
      [DOCUMENTS]: documents('hash=1'),
      [DOCUMENT]: document('refreshInterval'),
    };
    await start();
    expect(reader.known?.release.version).toBe('0.16');
    await clock.advance(30 * MINUTES);
    expect(asked().filter(path => path === DOCUMENT)).toHaveLength(1);
    answers = {
      [DOCUMENTS]: documents('hash=2'),
      [DOCUMENT]: document('syncWindows'),
    };
    await clock.advance(5 * MINUTES);
    expect(reader.known?.release.version).toBe('2.7');
    expect(asked().filter(path => path === DOCUMENT)).toHaveLength(2);
  });

  it('knows nothing where nothing tells, and says once what to do', async () => {
    answers = {};
    await start();
    await clock.advance(30 * MINUTES);
    expect(reader.known).toBeUndefined();
    expect(told()).toEqual([
      expect.stringMatching(/is not known: set operatorVersion/),
    ]);
  });

  it('leaves nothing behind when it ends', async () => {
    answers = { [DEPLOYMENTS]: deployments('v0.20.4') };
    await start();
    expect(clock.waiting).toBe(1);
    controller.abort();
    await running;
    expect(clock.waiting).toBe(0);
  });

  it('keeps what it knows, with its time, while the cluster does not answer, and asks again soon', async () => {
    answers = { [DEPLOYMENTS]: deployments('v0.20.4') };
    await start();
    answers = { [DEPLOYMENTS]: 500 };
    await clock.advance(10 * MINUTES);
    expect(reader.known).toMatchObject({
      release: { version: '0.20.4' },
      readAt: 0,
    });
    answers = {};
    await clock.advance(0.5 * MINUTES);
    expect(reader.known).toBeUndefined();
    expect(told()).toHaveLength(3);
  });

  it.each([
    { items: 'text' },
    { items: [null, 'text', { spec: { template: [] } }] },
    [],
  ])('knows nothing of an answer such as %j', async answer => {
    answers = {
      [DEPLOYMENTS]: answer,
      [DOCUMENTS]: answer,
      [DOCUMENT]: answer,
    };
    await start();
    expect(reader.known).toBeUndefined();
  });
});
