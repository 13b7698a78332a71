import {
  AvailableDistribution,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  isSelected,
  parseDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  distribution,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { setUpRequests, shop } from '../__testUtils__/setUpRequests';

const NAMES = ['one', 'two', 'three', 'four'] as const;
const KEYS = ['secrets/a', 'secrets/b', 'team'] as const;
const VALUES = ['true', 'yes', 'x'] as const;

const key = fc.constantFrom(...KEYS);
const values = fc.uniqueArray(fc.constantFrom(...VALUES), {
  minLength: 1,
  maxLength: 2,
});
const labels = fc.dictionary(key, fc.constantFrom(...VALUES), {
  maxKeys: 2,
  noNullPrototype: true,
});

const requirement = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const invalidRequirement = fc.record({
  key,
  operator: fc.constantFrom('In', 'Is'),
});

const selector = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: requirement },
        { weight: 1, arbitrary: invalidRequirement },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

const annotations = fc
  .record(
    {
      'central-secrets/self-service': fc.constantFrom(
        'true',
        'true',
        'false',
        'yes',
      ),
      'central-secrets/allowed-owners': fc.constantFrom(
        'shop-team',
        'group:default/shop-team, another',
        'group:default/another',
        'shop-team;another',
        '',
      ),
      'central-secrets/allowed-owner': fc.constant('group:default/another'),
      'central-secret/allowed-owners': fc.constant('group:default/another'),
      'example.com/note': fc.constant('anything'),
    },
    { requiredKeys: [] },
  )
  .filter(
    // Most of them without a mistake, or nothing would ever be offered.
    each => Object.keys(each).length < 4,
  );

const distributions = fc.tuple(
  ...NAMES.map(name =>
    fc
      .record({
        selectors: fc.array(selector, { minLength: 1, maxLength: 2 }),
        annotations,
        deleted: fc.boolean(),
      })
      .map(({ selectors, annotations: own, deleted }) =>
        distribution(name, {
          metadata: {
            annotations: own,
            ...(deleted ? { deletionTimestamp: '2026-11-23T05:59:00Z' } : {}),
          },
          spec: { namespaceSelectors: selectors } as never,
        }),
      ),
  ),
);

const request = fc.record({
  distribution: fc.constantFrom(...NAMES),
  action: fc.constantFrom('add', 'remove'),
});

/**
 * An independent version of the code's rule: who may have a distribution by its
 * annotations.
 */
function isForShopTeam(object: RawObject): boolean {
  const own = (object.metadata as RawObject).annotations as
    | Record<string, string>
    | undefined;
  const ours = Object.keys(own ?? {}).filter(each => /secret/.test(each));
  const owners = own?.['central-secrets/allowed-owners'];
  return (
    own?.['central-secrets/self-service'] === 'true' &&
    !ours.some(each => /allowed-owner$|^central-secret\//.test(each)) &&
    (owners === undefined ||
      owners === 'shop-team' ||
      owners === 'group:default/shop-team, another')
  );
}

/** The names of those that select a namespace with these labels. */
function selecting(objects: readonly RawObject[], own: Record<string, string>) {
  return objects
    .map(parseDistribution)
    .filter(record => isSelected(record, { labels: own }))
    .map(({ name }) => name);
}

const without = (names: readonly string[], others: readonly string[]) =>
  names.filter(name => !others.includes(name));

/**
 * Checks that the list of available distributions predicts the outcome of a
 * request.
 */
function expectSame(
  told: AvailableDistribution | undefined,
  answer: object | Error,
) {
  if (!told) {
    return;
  }
  expect(told.requestable).toBe(!(answer instanceof Error));
  if (!(answer instanceof Error)) {
    expect(told.plan).toEqual(answer);
  } else {
    expect(answer.message).toContain(renderMessage(told.reason!));
  }
}

// Thousands of requests, on a machine that may be busy.
jest.setTimeout(300_000);

describe('No sequence of accepted requests', () => {
  it('brings what is not offered to the owners, and each does what it said', async () => {
    let accepted = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        distributions,
        labels,
        fc.array(request, { minLength: 1, maxLength: 6 }),
        async (objects, first, requests) => {
          const started = setUpRequests({
            now: shop(first),
            objects,
            change: {
              requests: {
                mode: 'cluster',
                allowedLabels: ['secrets/*', 'team'],
                requireOwnership: true,
                maxPerMinute: 60,
                protectedNamespaces: [],
              },
            },
          });
          const alive = objects.filter(
            ({ metadata }) => !(metadata as RawObject).deletionTimestamp,
          );
          const unoffered = objects
            .filter(object => !isForShopTeam(object))
            .map(({ metadata }) => String((metadata as RawObject).name));

          for (const body of requests) {
            const before = started.writer.labels('shop');
            started.cluster.put(shop(before));
            const told = await started.available();
            const rehearsed = await started.ask({ ...body, dryRun: true }).then(
              ({ plan }) => plan,
              (error: Error) => error,
            );
            const answer = await started.ask(body).then(
              ({ plan }) => plan,
              (error: Error) => error,
            );
            const after = started.writer.labels('shop');
            expect(answer).toEqual(rehearsed);
            if (body.action === 'add') {
              expectSame(told.get(body.distribution), answer);
            }
            const isRefused = answer instanceof Error;
            if (isRefused) {
              refused += 1;
            } else {
              accepted += 1;
            }
            expect(isRefused ? after : before).toEqual(before);
            const { arrives, leaves } = isRefused
              ? { arrives: [], leaves: [] }
              : answer;
            const arrived = without(
              selecting(objects, after),
              selecting(objects, before),
            );
            expect(arrived.filter(name => unoffered.includes(name))).toEqual(
              [],
            );
            expect(arrives.map(each => each.distribution)).toEqual(
              without(selecting(alive, after), selecting(alive, before)),
            );
            expect(leaves.map(each => each.distribution)).toEqual(
              without(selecting(objects, before), selecting(objects, after)),
            );
          }
        },
      ),
      { numRuns: 1_000 },
    );
    // Where everything is refused, or nothing, that would prove little.
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });
});
