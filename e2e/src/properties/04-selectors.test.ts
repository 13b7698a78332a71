import {
  isSelected,
  LabelSelector,
  parseDistribution,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { createObject, objectPath, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import {
  byName,
  refusedByApiServer,
  selectedByApiServer,
} from './labelSelection';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  within,
} from './manifests';
import { externalSecretsIn, having, untilJudged } from './observe';
import { doubtfulSelector, someLabels, someSelector } from './selectors';
import { assertSideBySide } from './sideBySide';

const NAMESPACES = 10;
/** Placeholders for the names of an iteration's namespaces. */
const PLACES = Array.from(
  { length: NAMESPACES },
  (_, index) => `PLACE-${index}`,
);

interface Case {
  readonly namespaces: readonly Record<string, string>[];
  readonly selectors: readonly LabelSelector[];
  /** Indexes of the namespaces that are listed by name. */
  readonly named: readonly number[];
}

const someCase: fc.Arbitrary<Case> = fc.record({
  namespaces: fc.array(someLabels, {
    minLength: NAMESPACES,
    maxLength: NAMESPACES,
  }),
  selectors: fc.array(
    fc.oneof(
      { weight: 9, arbitrary: someSelector(PLACES) },
      { weight: 1, arbitrary: doubtfulSelector },
    ),
    { minLength: 1, maxLength: 3 },
  ),
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

/** After a refusal of one selector, the operator ignores the others, too. */
async function selectedByAny(
  selectors: readonly LabelSelector[],
): Promise<string[]> {
  const refusals = await Promise.all(selectors.map(refusedByApiServer));
  if (refusals.some(refusal => refusal !== undefined)) {
    return [];
  }
  const selected = await Promise.all(
    selectors.map(selector => selectedByApiServer(selector)),
  );
  return [...new Set(selected.flat())].sort();
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
        const byApiServer = await selectedByAny([
          ...namespaceSelectors,
          ...(named ?? []).map(byName),
        ]);
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
          model: byApiServer,
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
