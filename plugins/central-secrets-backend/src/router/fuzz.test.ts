import { mockCredentials } from '@backstage/backend-test-utils';
import { requestBodySchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { Client } from 'undici';
import {
  FakeConnection,
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';
import { ROUTES } from '.';

/** How many requests are made, over all routes. */
const REQUESTS = 10_000;
const SIDE_BY_SIDE = 20;

/** The schema of each route's body; a POST without one here fails the test. */
const BODIES: Record<string, { shape: object }> = {
  '/v1/entities/:namespace/:kind/:name/requests': requestBodySchema,
};

/** The parameters of a valid request. */
const KNOWN: Record<string, readonly string[]> = {
  namespace: ['default', 'shop'],
  kind: ['component', 'Component'],
  name: ['shop', 'registry', 'oauth'],
  cluster: ['hub'],
  distribution: ['registry', 'oauth'],
  action: ['add', 'remove'],
  limit: ['1', '50'],
  state: ['synced', 'failed'],
};

/** Text that has broken parsers before. */
const NASTY = [
  '',
  '.',
  '..',
  '%',
  '%00',
  '%zz',
  '%2e%2e%2f',
  '%ff',
  '__proto__',
  'constructor',
  "'; drop table requests; --",
  '${7*7}',
  '<script>',
  '-1',
  '1e999',
  'a'.repeat(5_000),
  '\u202e',
  'ﬃ',
  '💥',
];

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.lorem({ maxCount: 2 }),
);

/** Half of a surrogate pair cannot be escaped. */
function escaped(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

/**
 * A parameter as it may stand in an address: escaped, or unchanged where the
 * client lets it through.
 */
const pathPiece = (parameter: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(KNOWN[parameter] ?? ['x'])) },
    {
      weight: 2,
      arbitrary: text.map(value =>
        /^[\w%.~-]+$/.test(value) ? value : escaped(value),
      ),
    },
  );

const query = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...Object.keys(KNOWN), 'cursor'), text),
      fc.oneof(
        fc.constantFrom(...Object.values(KNOWN).flat()),
        text,
        fc.base64String(),
      ),
    ),
    { maxLength: 4 },
  )
  .map(pairs =>
    pairs.map(pair => pair.map(value => escaped(value)).join('=')).join('&'),
  );

/** Each field right, wrong, or left out; and further ones. */
function fieldsOf({ shape }: { shape: object }): fc.Arbitrary<string> {
  const fields = Object.fromEntries(
    Object.keys(shape).map(field => [
      field,
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...(KNOWN[field] ?? [true])) },
        { weight: 1, arbitrary: fc.jsonValue() },
        { weight: 1, arbitrary: text },
      ),
    ]),
  );
  return fc
    .tuple(
      fc.record(fields, { requiredKeys: [] }),
      fc.option(fc.dictionary(text, fc.jsonValue(), { maxKeys: 2 })),
    )
    .map(([known, more]) => JSON.stringify({ ...known, ...more }));
}

const anyBody = (schema: { shape: object }) =>
  fc.oneof(
    { weight: 5, arbitrary: fieldsOf(schema) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.constant('{"__proto__": {"dryRun": true}}') },
    { weight: 1, arbitrary: fc.constant('['.repeat(10_000)) },
    {
      weight: 1,
      arbitrary: fc.constant('['.repeat(45_000) + ']'.repeat(45_000)),
    },
    { weight: 1, arbitrary: fc.constant(`"${'a'.repeat(200_000)}"`) },
  );

interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string | undefined;
}

const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  ...ROUTES.map(({ method, path }) =>
    fc
      .tuple(
        fc.tuple(
          ...path
            .split('/')
            .map(piece =>
              piece.startsWith(':')
                ? pathPiece(piece.slice(1))
                : fc.constant(piece),
            ),
        ),
        query,
        method === 'post' ? anyBody(BODIES[path]) : fc.constant(undefined),
        fc.constantFrom(
          'application/json',
          'application/json; charset=utf-16',
          'application/json; charset=nonsense',
          'text/plain',
          'application/x-www-form-urlencoded',
        ),
      )
      .map(([pieces, search, body, contentType]) => ({
        method: method.toUpperCase(),
        path: `/api/central-secrets${pieces.join('/')}${
          search && `?${search}`
        }`,
        contentType,
        body,
      })),
  ),
);

/**
 * Texts that no answer may contain: the location of the code, and the call
 * stack.
 */
const INSIDES = /\n\s+at |node_modules|\.ts:\d+|"stack"/;

/** Returns the fault of an answer; undefined: it has none. */
function fault(status: number, body: string): string | undefined {
  if (status >= 500) {
    return `status ${status}`;
  }
  if (INSIDES.test(body)) {
    return 'shows the insides';
  }
  let answer: any;
  try {
    answer = JSON.parse(body);
  } catch {
    return 'is no JSON';
  }
  if (status < 400) {
    return undefined;
  }
  return answer.error?.name &&
    answer.error?.message &&
    answer.response?.statusCode === status
    ? undefined
    : 'is no error in the form of Backstage';
}

describe('every route, asked with anything', () => {
  it('has the schema of every body', () => {
    expect(
      ROUTES.filter(({ method }) => method === 'post').map(({ path }) => path),
    ).toEqual(Object.keys(BODIES));
  });

  it(`answers ${REQUESTS} requests without an error of its own, and without showing its insides`, async () => {
    const namespace = shop({ 'backstage.io/kubernetes-id': 'shop' });
    const { server } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([hub(namespace)]),
      readers: new Map([
        [
          'hub',
          new FakeConnection(() => ({ status: 200, body: { items: [] } })),
        ],
      ]),
      writers: new Map([['hub', new FakeNamespaceWriter(namespace)]]),
      ownershipEntityRefs: ['group:default/shop-team'],
    });
    const client = new Client(`http://127.0.0.1:${server.port()}`);
    const seed = Number(
      process.env.CENTRAL_SECRETS_SEED ?? Date.now() % 2 ** 31,
    );
    const attempts = fc.sample(attempt, { seed, numRuns: REQUESTS });
    const faults: object[] = [];
    const statuses = new Map<number, number>();
    const ask = async (asked: Attempt) => {
      const { statusCode, body } = await client.request({
        method: asked.method as 'GET',
        path: asked.path,
        body: asked.body,
        headers: {
          ...(asked.body !== undefined && {
            'content-type': asked.contentType,
          }),
          authorization: mockCredentials.user.header(),
        },
      });
      const answer = await body.text();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      const wrong = fault(statusCode, answer);
      if (wrong) {
        faults.push({
          wrong,
          seed,
          asked,
          statusCode,
          answer: answer.slice(0, 500),
        });
      }
    };
    let next = 0;
    const worker = async () => {
      while (next < attempts.length) {
        await ask(attempts[next++]);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    await client.close();
    expect(faults.slice(0, 5)).toEqual([]);
    // Neither were all of them refused at the door.
    expect([...statuses.keys()].sort()).toEqual(
      expect.arrayContaining([200, 400, 404, 413]),
    );
  }, 300_000);
});
