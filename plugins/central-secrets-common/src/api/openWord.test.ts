import fc from 'fast-check';
import { z } from 'zod';
import { exactly, replaceWords } from '../testUtils';
import { CentralSecretsClient } from './client';
import { internalDistributionsResponseSchema } from './chainSchemas';
import {
  distributionResponseSchema,
  distributionsResponseSchema,
} from './distributionSchemas';
import { isKnownWord } from './openWord';
import {
  availableResponseSchema,
  clustersResponseSchema,
  deliveriesResponseSchema,
  requestBodySchema,
  requestResponseSchema,
  usageResponseSchema,
} from './schemas';
import { arbitraryOf } from './__testUtils__/arbitraryOf';

const TIME = '2026-11-23T05:00:00Z';

const ANSWERS = [
  availableResponseSchema,
  deliveriesResponseSchema,
  usageResponseSchema,
  requestResponseSchema,
  clustersResponseSchema,
  distributionsResponseSchema,
  distributionResponseSchema,
  internalDistributionsResponseSchema,
] as const;

/**
 * Returns the client's reading of an answer, by the method that asks for it.
 */
async function read(schema: z.ZodType, body: unknown): Promise<unknown> {
  const client = new CentralSecretsClient({
    discoveryApi: { getBaseUrl: async () => 'https://backstage.example' },
    fetchApi: { fetch: async () => new Response(JSON.stringify(body)) },
  });
  switch (schema) {
    case availableResponseSchema:
      return client.getAvailable('component:default/shop');
    case deliveriesResponseSchema:
      return client.getDeliveries('component:default/shop');
    case usageResponseSchema:
      return client.getUsage('component:default/shop');
    case requestResponseSchema:
      return client.createRequest('component:default/shop', {
        distribution: 'a',
        action: 'add',
      });
    case clustersResponseSchema:
      return client.getClusters();
    case distributionsResponseSchema:
      return client.getDistributions();
    case internalDistributionsResponseSchema:
      return client.getInternalDistributions();
    default:
      return client.getDistribution('hub', 'a');
  }
}

describe('an answer of a newer backend', () => {
  it('is read whatever words and further fields it has', async () => {
    let newWords = 0;
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom<z.ZodType>(...ANSWERS)
          .chain(schema => fc.tuple(fc.constant(schema), arbitraryOf(schema))),
        async ([schema, body]) => {
          await read(schema, body);
          newWords += exactly(schema).safeParse(body).success ? 0 : 1;
        },
      ),
      { numRuns: 300 },
    );
    // Else nothing was tried.
    expect(newWords).toBeGreaterThan(100);
  });

  it('keeps each word as it is named', async () => {
    const answer = {
      answeredAt: TIME,
      clusters: [
        {
          name: 'hub',
          title: null,
          reachable: true,
          writable: true,
          clockOffsetMs: null,
          kinds: {
            constructor: { observedAt: TIME, error: null, count: 1 },
          },
        },
      ],
    };
    await expect(read(clustersResponseSchema, answer)).resolves.toEqual(answer);
  });

  it.each([
    [{ distribution: 'a', action: 'suspend' }],
    [{ distribution: 'a', action: 'add', urgency: 'high' }],
  ])('makes no request body less strict: %j', body => {
    expect(requestBodySchema.safeParse(body).success).toBe(false);
  });

  it.each(['constructor', 'toString', '__proto__', ''])(
    'has no known word %j',
    word => expect(isKnownWord(['synced'], word)).toBe(false),
  );
});

describe('the tests of the backend', () => {
  const body = {
    plan: {
      cluster: 'hub',
      namespace: 'shop',
      add: {},
      remove: [],
      arrives: [],
      leaves: [],
      warnings: [],
    },
    applied: false,
    requestId: null,
    mode: 'cluster',
    pullRequestUrl: null,
  } as const;

  it('accept this version’s words alone', () => {
    const schema = exactly(requestResponseSchema);
    expect(schema.parse(body)).toEqual(body);
    const newer = replaceWords(requestResponseSchema, body as never, () => 'x');
    expect(newer.mode).toBe('x');
    expect(() => schema.parse(newer)).toThrow(/mode/);
  });

  it('miss a kind that is not answered', () => {
    const observed = { observedAt: null, error: null, count: null };
    const clusters = [
      {
        name: 'hub',
        title: null,
        reachable: false,
        writable: false,
        clockOffsetMs: null,
        kinds: { namespaces: observed },
      },
    ];
    const answer = { answeredAt: TIME, clusters };
    expect(clustersResponseSchema.safeParse(answer).success).toBe(true);
    expect(exactly(clustersResponseSchema).safeParse(answer).success).toBe(
      false,
    );
  });
});
