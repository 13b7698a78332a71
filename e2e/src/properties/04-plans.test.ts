import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { createObject, patchObject, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { Candidates, selectedByApiServer } from './labelSelection';
import { distributionObject, namespaceObject } from './manifests';
import { externalSecretsIn, having, until, untilJudged } from './observe';
import { listPredicted, planChange } from './plans';
import { selectorOf } from './selectors';
import { assertSideBySide } from './sideBySide';

type Labels = Readonly<Record<string, string>>;

const KEYS = ['plans/a', 'team', 'example.org/tier'];
/** The values that selectors use, and one that none uses. */
const VALUES = ['true', 'x', ''];
const OTHER = 'other';
/** A placeholder for the name of an iteration's namespace. */
const OWN = 'OWN';

interface Case {
  readonly labels: Labels;
  /**
   * The selectors of each distribution. The plan adds the first one, or removes
   * it where it already selects.
   */
  readonly distributions: readonly (readonly LabelSelector[])[];
}

function someSelectors(maxLength: number): fc.Arbitrary<LabelSelector[]> {
  return fc.array(
    selectorOf({
      key: fc.constantFrom(...KEYS),
      value: fc.constantFrom(...VALUES),
      name: fc.constantFrom(OWN, 'no-such-namespace'),
    }),
    { minLength: 1, maxLength },
  );
}

function cases(others: number): fc.Arbitrary<Case> {
  return fc.record({
    labels: fc.dictionary(
      fc.constantFrom(...KEYS),
      fc.constantFrom(...VALUES, OTHER),
      { maxKeys: KEYS.length },
    ),
    distributions: fc
      .tuple(
        someSelectors(3),
        // Few selectors each: a distribution that selects nearly everything is
        // never added or removed.
        fc.array(someSelectors(1), { minLength: others, maxLength: others }),
      )
      .map(([first, rest]) => [first, ...rest]),
  });
}

/** The distributions of a case; `more` is added to each of their selectors. */
function distributionsOf(
  { distributions }: Case,
  id: string,
  more: LabelSelector = {},
): PlainObject[] {
  return distributions.map((selectors, index) =>
    distributionObject({
      name: `${id}-${index}`,
      source: 'github-pat',
      selectors: (
        JSON.parse(
          JSON.stringify(selectors).replaceAll(OWN, id),
        ) as LabelSelector[]
      ).map(selector => ({
        ...selector,
        matchExpressions: [
          ...(selector.matchExpressions ?? []),
          ...(more.matchExpressions ?? []),
        ],
      })),
    }),
  );
}

/**
 * Other namespaces must get nothing, and the policies of the hub refuse a
 * distribution to every namespace.
 */
function onlyIn(name: string): LabelSelector {
  return {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'In', values: [name] },
    ],
  };
}

/**
 * Returns the names of the distributions that select, as the API server judges
 * each of their selectors.
 */
async function findSelecting(
  distributions: readonly PlainObject[],
  candidates: Candidates,
): Promise<string[]> {
  const selected = await Promise.all(
    distributions.map(async ({ metadata, spec }) => {
      const { namespaceSelectors } = spec as {
        namespaceSelectors: LabelSelector[];
      };
      const found = await Promise.all(
        namespaceSelectors.map(selector =>
          selectedByApiServer(selector, candidates),
        ),
      );
      return found.flat().length > 0 ? [metadata.name] : [];
    }),
  );
  return selected.flat();
}

function apply(namespace: PlainObject, add: Labels, remove: readonly string[]) {
  const gone = Object.fromEntries(remove.map(key => [key, null]));
  return patchObject(theWorld().platform.api, namespace, {
    metadata: { labels: { ...gone, ...add } },
  });
}

describe('a planned change of labels', () => {
  /** Every set of labels that selectors can tell apart, as the labels of an object. */
  const UNIVERSE: readonly Labels[] = KEYS.reduce<Labels[]>(
    (sets, key) =>
      sets.flatMap(labels => [
        labels,
        ...[...VALUES, OTHER].map(value => ({ ...labels, [key]: value })),
      ]),
    [{}],
  );
  const universe = {
    collection: '/api/v1/namespaces/plans-universe/configmaps',
  };

  beforeAll(async () => {
    const { api } = theWorld().platform;
    await createObject(api, namespaceObject('plans-universe'));
    // The API server selects objects of every kind alike. Objects of this kind
    // may have the name of the namespace that they stand for.
    await Promise.all(
      UNIVERSE.map((labels, index) =>
        createObject(api, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: `labels-${index}`,
            namespace: 'plans-universe',
            labels: { ...labels, 'kubernetes.io/metadata.name': OWN },
          },
        }),
      ),
    );
  });

  async function namesSelected(selectors: readonly LabelSelector[]) {
    const found = await Promise.all(
      selectors.map(selector => selectedByApiServer(selector, universe)),
    );
    return new Set(found.flat());
  }

  /** Every set of labels that makes the first distribution select as wanted, as the API server judges, with the number of labels that differ; nearest first. */
  async function findLabelSets(
    action: 'add' | 'remove',
    { labels, ...value }: Case,
  ) {
    const names = await namesSelected(value.distributions[0]);
    return UNIVERSE.flatMap((after, index) =>
      names.has(`labels-${index}`) === (action === 'add')
        ? [{ name: `labels-${index}`, after }]
        : [],
    )
      .map(way => ({
        ...way,
        changed: KEYS.filter(key => way.after[key] !== labels[key]),
      }))
      .sort((one, other) => one.changed.length - other.changed.length);
  }

  /**
   * Returns how many of the other distributions each set of labels adds and
   * removes. None of the added ones is offered, so a plan avoids them before it
   * counts labels.
   */
  async function countSideEffects(value: Case, names: readonly string[]) {
    const [, ...others] = await Promise.all(
      value.distributions.map(namesSelected),
    );
    const before = `labels-${UNIVERSE.findIndex(labels =>
      KEYS.every(key => labels[key] === value.labels[key]),
    )}`;
    return names.map(name => ({
      arriving: others.filter(each => !each.has(before) && each.has(name))
        .length,
      leaving: others.filter(each => each.has(before) && !each.has(name))
        .length,
    }));
  }

  /**
   * Asserts that fewer labels than the plan's would add or remove more of the
   * other distributions; else the plan is too large.
   */
  async function assertNeeded(
    action: 'add' | 'remove',
    value: Case,
    plan: {
      readonly size: number;
      readonly arriving: number;
      readonly leaving: number;
    },
  ) {
    const ways = await findLabelSets(action, value);
    const smaller = ways.filter(
      ({ after, changed }) =>
        changed.length < plan.size &&
        // Some of these labels alone are enough: the others are not part of the
        // request.
        !ways.some(
          other =>
            other.changed.length < changed.length &&
            other.changed.every(key => other.after[key] === after[key]),
        ),
    );
    const effects = await countSideEffects(
      value,
      smaller.map(({ name }) => name),
    );
    effects.forEach(({ arriving, leaving }) =>
      expect(
        arriving > plan.arriving ||
          (action === 'add' &&
            arriving === plan.arriving &&
            leaving > plan.leaving),
      ).toBe(true),
    );
  }

  it('has exactly the predicted effect on the real API server, with the fewest labels that spare other distributions; where it finds no labels, there are none', async () => {
    const counted = { add: 0, remove: 0, impossible: 0, others: 0 };
    let larger = 0;
    await assertSideBySide({
      name: 'plans',
      sideBySide: 8,
      runs: 400,
      arbitrary: cases(6),
      check: async (value, id) => {
        const namespace = namespaceObject(id, value.labels);
        const distributions = distributionsOf(value, id);
        const target = distributions[0].metadata.name;
        await createObject(theWorld().platform.api, namespace);
        const before = await findSelecting(distributions, { name: id });
        const action = before.includes(target) ? 'remove' : 'add';
        const { plan } = await planChange(action, namespace, distributions);
        const [nearest] = await findLabelSets(action, value);
        expect(plan === undefined).toBe(nearest === undefined);
        if (!plan) {
          counted.impossible += 1;
          return;
        }
        const size = Object.keys(plan.add).length + plan.remove.length;
        const isOther = ({ distribution }: { distribution: string }) =>
          distribution !== target;
        const arriving = plan.arrives.filter(isOther).length;
        const leaving = plan.leaves.filter(isOther).length;
        if (size !== nearest.changed.length) {
          larger += 1;
          await assertNeeded(action, value, { size, arriving, leaving });
        }
        await apply(namespace, plan.add, plan.remove);
        const after = await findSelecting(distributions, { name: id });
        expect(after.includes(target)).toBe(action === 'add');
        expect(after).toEqual(listPredicted(before, plan));
        counted[action] += 1;
        counted.others += arriving + leaving;
      },
      reproduce: (value, id) => [
        namespaceObject(id, value.labels),
        ...distributionsOf(value, id),
      ],
    });
    process.stderr.write(
      `plans on the API server: ${counted.add} requests, ${counted.remove} removals, ${counted.impossible} impossible; ${counted.others} other distributions were added or removed as predicted; ${larger} needed more labels to spare others\n`,
    );
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(10);
  });

  it('makes the real operator create and remove exactly the predicted copies', async () => {
    let arrived = 0;
    let left = 0;
    await assertSideBySide({
      name: 'plans-operator',
      sideBySide: 12,
      runs: 60,
      arbitrary: cases(3),
      check: async (value, id) => {
        const namespace = namespaceObject(id, value.labels);
        const distributions = distributionsOf(value, id, onlyIn(id));
        const untilCopies = (wanted: readonly string[], when: string) =>
          until(
            async () => {
              const copies = await externalSecretsIn(id);
              return (
                String(copies.map(({ metadata }) => metadata.name)) ===
                String(wanted)
              );
            },
            () => `exactly the copies [${wanted}] in ${id} ${when}`,
          );
        await having([namespace, ...distributions], async () => {
          await Promise.all(distributions.map(untilJudged));
          const before = await findSelecting(distributions, { name: id });
          await untilCopies(before, 'before the change');
          const { plan } = await planChange(
            before.includes(distributions[0].metadata.name) ? 'remove' : 'add',
            namespace,
            distributions,
          );
          if (plan) {
            await apply(namespace, plan.add, plan.remove);
            await untilCopies(listPredicted(before, plan), 'after the change');
            arrived += plan.arrives.length;
            left += plan.leaves.length;
          }
        });
      },
      reproduce: (value, id) => [
        namespaceObject(id, value.labels),
        ...distributionsOf(value, id, onlyIn(id)),
      ],
    });
    process.stderr.write(
      `plans on the operator: ${arrived} copies were created and ${left} removed as predicted\n`,
    );
    expect(arrived + left).toBeGreaterThan(5);
  });
});
