import { Discovery } from './Discovery';
import { KubernetesSource } from './KubernetesSource';
import { RESOURCES } from './resources';
import { ControlledClock } from './__testUtils__/ControlledClock';
import {
  FakeAnswer,
  FakeConnection,
  discoveryAnswer,
} from './__testUtils__/FakeConnection';
import { failOnLeaks } from '@central-secrets/dev-tools';

failOnLeaks();

describe('KubernetesSource', () => {
  const { signal } = new AbortController();
  const clock = new ControlledClock();
  let served: Record<string, string[]>;
  let answers: Record<string, FakeAnswer>;
  let connection: FakeConnection;

  beforeEach(() => {
    served = { v1: ['externalsecrets'] };
    answers = {};
    connection = new FakeConnection(
      ({ path }) =>
        discoveryAnswer(path, served) ??
        answers[path] ?? { status: 404, body: { kind: 'Status', code: 404 } },
    );
  });

  const sourceOf = (
    kind: keyof typeof RESOURCES,
    options: { streamLists?: boolean; namespace?: string } = {},
  ) =>
    new KubernetesSource({
      connection,
      discovery: new Discovery(connection, clock),
      resource: RESOURCES[kind],
      ...options,
    });

  const list = (source: KubernetesSource, continueToken?: string) =>
    source.list({ limit: 500, continueToken, signal });

  async function watch(source: KubernetesSource) {
    const events: unknown[] = [];
    const batches = await source.watch({
      resourceVersion: '7',
      timeoutSeconds: 300,
      onAlive: () => {},
      signal,
    });
    try {
      for await (const batch of batches) {
        events.push(...batch);
      }
      return { events };
    } catch (error) {
      return { events, error: error as Error };
    }
  }

  it('lists a page with limit, token and field selector', async () => {
    answers['/api/v1/events'] = {
      body: {
        metadata: { resourceVersion: '7', continue: 'next' },
        items: [{ metadata: { name: 'a' } }],
      },
    };
    await expect(list(sourceOf('events'), 'here')).resolves.toEqual({
      resourceVersion: '7',
      continueToken: 'next',
      bytes: expect.any(Number),
      count: 1,
      items: [{ metadata: { name: 'a' } }],
    });
    expect(connection.requests).toEqual([
      '/api/v1/events limit=500 continue=here fieldSelector=involvedObject.kind=ExternalSecret',
    ]);
  });

  it('asks for a whole as it was with the first page alone: the token of the others says so', async () => {
    answers['/api/v1/namespaces'] = {
      body: { metadata: { resourceVersion: '7' }, items: [] },
    };
    const source = sourceOf('namespaces');
    const request = { limit: 500, resourceVersion: '7', signal };
    await source.list(request);
    await source.list({ ...request, continueToken: 'here' });
    expect(connection.requests).toEqual([
      '/api/v1/namespaces limit=500 resourceVersion=7 resourceVersionMatch=Exact',
      '/api/v1/namespaces limit=500 continue=here',
    ]);
  });

  it.each([
    ['clustersecretstores', false],
    ['secretstores', false],
    ['clusterexternalsecrets', false],
    ['externalsecrets', true],
  ] as const)('remembers the specs of %s: %s', async (kind, isRemembered) => {
    served = { v1: [kind] };
    const item = (name: string) =>
      `{"apiVersion":"external-secrets.io/v1","kind":"K","metadata":{"name":"${name}"},"spec":{"provider":{"fake":{"data":[{"value":"canary"}]}}},"status":{}}`;
    answers[`/apis/external-secrets.io/v1/${kind}`] = {
      body: [
        `{"apiVersion":"external-secrets.io/v1","items":[${item('a')},${item(
          'b',
        )}],"kind":"KList","metadata":{"resourceVersion":"7"}}`,
      ],
    };
    const { items } = await list(sourceOf(kind));
    const [first, second] = [...items] as { spec: object }[];
    expect(first.spec).toEqual(second.spec);
    expect(first.spec === second.spec).toBe(isRemembered);
  });

  it('takes the end of a list, and items that Go wrote as null', async () => {
    answers['/api/v1/namespaces'] = {
      body: { metadata: { resourceVersion: '7', continue: '' }, items: null },
    };
    await expect(list(sourceOf('namespaces'))).resolves.toEqual({
      resourceVersion: '7',
      continueToken: undefined,
      bytes: expect.any(Number),
      count: 0,
      items: [],
    });
  });

  it.each<[string, FakeAnswer]>([
    ['no JSON', { body: ['{"items": ['] }],
    ['a list without a version', { body: { items: [] } }],
    ['no list', { body: { metadata: { resourceVersion: '7' } } }],
  ])('finds fault with a page that is %s', async (_, answer) => {
    answers['/api/v1/namespaces'] = answer;
    await expect(list(sourceOf('namespaces'))).rejects.toMatchObject({
      code: 'failing',
      remedy: 'reread',
    });
  });

  it('reads no more of a page than 16 MiB, and says which list it was', async () => {
    answers['/api/v1/namespaces'] = {
      body: ['x'.repeat(16 * 1024 * 1024 + 1)],
    };
    await expect(list(sourceOf('namespaces'))).rejects.toMatchObject({
      name: 'AnswerTooLargeError',
      message:
        'The answer to /api/v1/namespaces is larger than 16 MiB, which is the most that is read',
    });
  });

  it('knows what an error means, however long its body is', async () => {
    const body = ['x'.repeat(300 * 1024)];
    answers['/api/v1/namespaces'] = { status: 403, body };
    const expected = {
      code: 'forbidden',
      message: expect.stringContaining('HTTP 403'),
    };
    await expect(list(sourceOf('namespaces'))).rejects.toMatchObject(expected);
    await expect(watch(sourceOf('namespaces'))).rejects.toMatchObject(expected);
  });

  it.each<[number, FakeAnswer, object]>([
    [401, {}, { code: 'unauthorized', slow: false }],
    [403, {}, { code: 'forbidden', slow: true }],
    [410, {}, { remedy: 'relist', ordinary: true }],
    [
      429,
      { headers: { 'retry-after': '3' } },
      { code: 'failing', retryAfterMs: 3_000 },
    ],
    [
      500,
      { body: { details: { retryAfterSeconds: 86_400 } } },
      { code: 'failing', retryAfterMs: 300_000 },
    ],
    [
      504,
      {
        body: { details: { causes: [{ reason: 'ResourceVersionTooLarge' }] } },
      },
      { remedy: 'relist' },
    ],
    [502, { body: ['<html>'] }, { message: expect.stringContaining('502') }],
  ])('knows what %d means', async (status, answer, expected) => {
    answers['/api/v1/namespaces'] = { ...answer, status };
    await expect(list(sourceOf('namespaces'))).rejects.toMatchObject(expected);
    await expect(watch(sourceOf('namespaces'))).rejects.toMatchObject(expected);
  });

  it('watches with bookmarks, version and timeout, and gives events as they come', async () => {
    answers['/api/v1/namespaces'] = {
      body: ['{"type":"AD', 'DED"}\n{"type":"BOOKMARK"}\n', '\n'],
    };
    await expect(watch(sourceOf('namespaces'))).resolves.toEqual({
      events: [{ type: 'ADDED' }, { type: 'BOOKMARK' }],
    });
    expect(connection.requests).toEqual([
      '/api/v1/namespaces watch=1 allowWatchBookmarks=true resourceVersion=7 timeoutSeconds=300',
    ]);
  });

  it('gives the good lines before a bad one, and nothing after it', async () => {
    answers['/api/v1/namespaces'] = {
      body: ['{"type":"ADDED"}\nnot JSON\n{"type":"DELETED"}\n'],
    };
    await expect(watch(sourceOf('namespaces'))).resolves.toEqual({
      events: [{ type: 'ADDED' }],
      error: expect.objectContaining({ remedy: 'reread' }),
    });
  });

  describe('reading a list in one answer', () => {
    const PATH = '/apis/external-secrets.io/v1/externalsecrets';
    const item = (name: string) =>
      `{"apiVersion":"external-secrets.io/v1","kind":"ExternalSecret","metadata":{"name":"${name}"}}`;
    const textOf = (names: string[], metadata = '"resourceVersion":"9"') =>
      `{"apiVersion":"external-secrets.io/v1","items":[${names
        .map(item)
        .join(
          ',',
        )}],"kind":"ExternalSecretList","metadata":{"continue":"",${metadata}}}\n`;

    /** The answer to a request without a limit; the one with a limit says that there is more. */
    let whole: FakeAnswer;
    let first: FakeAnswer;

    beforeEach(() => {
      first = {
        body: [textOf(['a'], '"continue":"more","resourceVersion":"7"')],
      };
      connection = new FakeConnection(
        ({ path, query }) =>
          discoveryAnswer(path, served) ?? (query?.limit ? first : whole),
      );
    });

    async function stream(source: KubernetesSource) {
      const names: string[] = [];
      let version: string | undefined;
      for await (const part of (await source.stream({ signal })) ?? []) {
        for (const object of part.items) {
          names.push((object as any).metadata.name);
        }
        version = part.resourceVersion;
      }
      return { names, version };
    }

    const streaming = () => sourceOf('externalsecrets', { streamLists: true });
    const asked = () =>
      connection.requests.filter(request => request.startsWith(PATH));

    it('asks for one that is no older than the newest version', async () => {
      whole = { body: [textOf(['a', 'b', 'c'])] };
      await expect(stream(streaming())).resolves.toEqual({
        names: ['a', 'b', 'c'],
        version: '9',
      });
      expect(asked()).toEqual([
        `${PATH} limit=1`,
        `${PATH} resourceVersion=7 resourceVersionMatch=NotOlderThan`,
      ]);
    });

    it.each([[[]], [['a']]])(
      'asks once where the first page is all: %j',
      async names => {
        first = { body: [textOf(names)] };
        await expect(stream(streaming())).resolves.toEqual({
          names,
          version: '9',
        });
        expect(asked()).toEqual([`${PATH} limit=1`]);
      },
    );

    it('reads the same wherever the text is divided', async () => {
      const bytes = Buffer.from(textOf(['é', 'b', '},{', 'd']));
      for (let at = 1; at < bytes.length; at += 1) {
        whole = { body: [bytes.subarray(0, at), bytes.subarray(at)] };
        expect(await stream(streaming())).toEqual({
          names: ['é', 'b', '},{', 'd'],
          version: '9',
        });
      }
    });

    it('reads a short list that is written in another way', async () => {
      whole = {
        body: {
          kind: 'ExternalSecretList',
          metadata: { resourceVersion: '9' },
          items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
        },
      };
      await expect(stream(streaming())).resolves.toEqual({
        names: ['a', 'b'],
        version: '9',
      });
    });

    it('never takes a list that was cut off for a whole one', async () => {
      const text = textOf(['a', 'b', 'c']);
      for (let at = 0; at < text.length - 1; at += 1) {
        whole = { body: [text.slice(0, at)] };
        await expect(stream(streaming())).rejects.toMatchObject({
          remedy: 'reread',
        });
      }
    });

    it.each([
      ['a page', textOf(['a'], '"continue":"more","resourceVersion":"9"')],
      ['a list without a version', textOf(['a'], '"x":"y"')],
      ['an item that is no JSON', textOf(['a', '"', 'c'])],
    ])('finds fault with %s', async (_, text) => {
      whole = { body: [text] };
      await expect(stream(streaming())).rejects.toMatchObject({
        code: 'failing',
      });
    });

    it('reads no more of one item than 16 MiB', async () => {
      whole = { body: [textOf(['x'.repeat(16 * 1024 * 1024)])] };
      await expect(stream(streaming())).rejects.toMatchObject({
        message: expect.stringContaining('an item that is too long to read'),
      });
    });

    it.each([
      [403, 'forbidden'],
      [429, 'failing'],
      [504, 'failing'],
    ])('knows what %d means', async (status, code) => {
      whole = { status };
      await expect(stream(streaming())).rejects.toMatchObject({ code });
    });

    it.each<[string, () => KubernetesSource]>([
      ['where that is off', () => sourceOf('externalsecrets')],
      [
        'for Events, of which the server has no cache',
        () => sourceOf('events', { streamLists: true }),
      ],
      [
        'for one namespace',
        () =>
          sourceOf('externalsecrets', { streamLists: true, namespace: 'one' }),
      ],
    ])('asks for none %s', async (_, create) => {
      await expect(create().stream({ signal })).resolves.toBeUndefined();
      expect(connection.requests).toEqual([]);
    });
  });

  it('uses v1 where it is served, else v1beta1', async () => {
    const body = { metadata: { resourceVersion: '7' }, items: [] };
    answers['/apis/external-secrets.io/v1/externalsecrets'] = { body };
    answers['/apis/external-secrets.io/v1beta1/externalsecrets'] = { body };
    served = { v1: ['externalsecrets'], v1beta1: ['externalsecrets'] };
    await list(sourceOf('externalsecrets'));
    served = { v1alpha1: ['pushsecrets'], v1beta1: ['externalsecrets'] };
    await list(sourceOf('externalsecrets'));
    expect(
      connection.requests.filter(request => request.includes('limit')),
    ).toEqual([
      '/apis/external-secrets.io/v1/externalsecrets limit=500',
      '/apis/external-secrets.io/v1beta1/externalsecrets limit=500',
    ]);
  });

  it('says that a kind is not installed, and finds it when it is installed later', async () => {
    served = {};
    const source = sourceOf('externalsecrets');
    await expect(list(source)).rejects.toMatchObject({
      code: 'not-installed',
      slow: true,
      message: expect.stringContaining(
        'The cluster does not serve externalsecrets.external-secrets.io in version v1',
      ),
    });
    served = { v1: ['externalsecrets'] };
    answers['/apis/external-secrets.io/v1/externalsecrets'] = {
      body: { metadata: { resourceVersion: '7' }, items: [] },
    };
    await clock.advance(5_000);
    await expect(list(source)).resolves.toMatchObject({ items: [] });
  });

  it('looks for another version when the one it used is gone', async () => {
    served = { v1beta1: ['externalsecrets'] };
    const body = { metadata: { resourceVersion: '7' }, items: [] };
    answers['/apis/external-secrets.io/v1beta1/externalsecrets'] = { body };
    const source = sourceOf('externalsecrets');
    await list(source);
    served = { v1: ['externalsecrets'] };
    answers = { '/apis/external-secrets.io/v1/externalsecrets': { body } };
    await clock.advance(5_000);
    await expect(watch(source)).rejects.toMatchObject({
      code: 'not-installed',
      remedy: 'relist',
    });
    await expect(list(source)).resolves.toMatchObject({ items: [] });
  });
});
