import {
  isSelected,
  LabelSelector,
  parseDistribution,
  parseNamespace,
  selectorMatches,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { createObject, objectPath, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  within,
} from './manifests';
import { externalSecretsIn, having, untilJudged } from './observe';
import { selectorQuery, someLabels, someSelector } from './selectors';
import { assertSideBySide } from './sideBySide';

const NAMESPACES = 10;
/** Stands for the names that an iteration's namespaces will have. */
const PLACES = Array.from(
  { length: NAMESPACES },
  (_, index) => `PLACE-${index}`,
);

interface Case {
  readonly namespaces: readonly Record<string, string>[];
  readonly selectors: readonly LabelSelector[];
  /** Indexes of namespaces that are named one by one. */
  readonly named: readonly number[];
}

const someCase: fc.Arbitrary<Case> = fc.record({
  namespaces: fc.array(someLabels, {
    minLength: NAMESPACES,
    maxLength: NAMESPACES,
  }),
  selectors: fc.array(someSelector(PLACES), { minLength: 1, maxLength: 3 }),
  named: fc.subarray([0, 1], { maxLength: 1 }),
});

function objectsOf({ namespaces, selectors, named }: Case, id: string) {
  const placed: LabelSelector[] = JSON.parse(
    JSON.stringify(selectors).replaceAll('PLACE', id),
  );
  return {
    namespaces: namespaces.map((labels, index) =>
      namespaceObject(`${id}-${index}`, { ...labels, [ITERATION_LABEL]: id }),
    ),
    distribution: distributionObject({
      name: id,
      selectors: placed.map(selector => within(id, selector)),
      namespaces: named.map(index => `${id}-${index}`),
      source: 'github-pat',
    }),
  };
}

/** As the API server itself selects, by its list requests. */
async function selectedByApiServer(query: string): Promise<string[]> {
  const found = await theWorld().platform.api.list(
    `/api/v1/namespaces?labelSelector=${encodeURIComponent(query)}`,
  );
  return found.map(({ metadata }) => metadata.name);
}

it('Feature: central-secret-store, Property 4: For any valid namespace selector pattern (label-based, name-based, expression-based), the system should correctly identify and target matching namespaces', async () => {
  const { api } = theWorld().platform;
  await assertSideBySide({
    name: 'property-04',
    sideBySide: 12,
    arbitrary: someCase,
    check: async (value, id) => {
      const { namespaces, distribution } = objectsOf(value, id);
      await Promise.all(namespaces.map(object => createObject(api, object)));
      await having([distribution], async () => {
        const judged = await untilJudged(distribution);
        const record = parseDistribution(judged);
        const live = await Promise.all(
          namespaces.map(object => api.get(objectPath(object))),
        );
        const byModel = live
          .filter(object => isSelected(record, parseNamespace(object)))
          .map(object => object!.metadata.name);
        const { namespaceSelectors, namespaces: named } = judged.spec;
        const byApiServer = await Promise.all(
          [
            ...namespaceSelectors.map(selectorQuery),
            ...(named ?? []).map(
              (name: string) => `kubernetes.io/metadata.name=${name}`,
            ),
          ].map(selectedByApiServer),
        );
        const children = await Promise.all(
          namespaces.map(async ({ metadata: { name } }) =>
            (await externalSecretsIn(name)).length > 0 ? [name] : [],
          ),
        );
        expect({
          model: byModel,
          operator: judged.status.provisionedNamespaces ?? [],
          children: children.flat(),
        }).toEqual({
          model: [...new Set(byApiServer.flat())].sort(),
          operator: byModel,
          children: byModel,
        });
      });
    },
    reproduce: (value, id): PlainObject[] => {
      const { namespaces, distribution } = objectsOf(value, id);
      return [...namespaces, distribution];
    },
  });
});

it("the model selects as the API server's own label selection does, for thousands of pairs", async () => {
  const { api } = theWorld().platform;
  const pool = 'property-04-pool';
  const labels = fc.sample(someLabels, 40);
  const namespaces = labels.map((some, index) =>
    namespaceObject(`${pool}-${index}`, { ...some, [ITERATION_LABEL]: pool }),
  );
  const live = await Promise.all(
    namespaces.map(async object =>
      parseNamespace(await createObject(api, object)),
    ),
  );
  await assertSideBySide({
    name: pool,
    sideBySide: 10,
    arbitrary: someSelector(namespaces.map(({ metadata }) => metadata.name)),
    check: async selector => {
      const selected = await selectedByApiServer(
        selectorQuery(within(pool, selector)),
      );
      expect(
        live
          .filter(namespace =>
            selectorMatches(within(pool, selector), namespace.labels),
          )
          .map(({ name }) => name)
          .sort(),
      ).toEqual(selected.sort());
    },
    reproduce: (selector, id) => [
      ...namespaces,
      distributionObject({
        name: id,
        selectors: [within(pool, selector)],
        source: 'github-pat',
      }),
    ],
  });
});
