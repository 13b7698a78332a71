import {
  isSelected,
  LabelSelector,
  NamespaceRecord,
  parseDistribution,
  parseNamespace,
  selectorMatches,
  selectorProblem,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import {
  collectionPath,
  createObject,
  PlainObject,
} from '../framework/objects';
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
import { doubtfulSelector, someLabels, someSelector } from './selectors';
import { assertSideBySide } from './sideBySide';

const POOL = 'label-selection';
const NAMESPACES = 50;
const NAMES = Array.from(
  { length: NAMESPACES },
  (_, index) => `${POOL}-${String(index).padStart(2, '0')}`,
);

/** Every way in which a distribution may select. */
interface Selection {
  readonly namespaceSelectors: readonly LabelSelector[];
  /** Deprecated. */
  readonly namespaceSelector?: LabelSelector;
  /** Deprecated. */
  readonly namespaces?: readonly string[];
}

const someSelection: fc.Arbitrary<Selection> = fc.record(
  {
    namespaceSelectors: fc.array(someSelector(NAMES), {
      minLength: 1,
      maxLength: 3,
    }),
    namespaceSelector: someSelector(NAMES),
    namespaces: fc.uniqueArray(fc.constantFrom(...NAMES, 'no-such-namespace'), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['namespaceSelectors'] },
);

/**
 * Its selectors, restricted to the pool: the policies refuse a distribution to
 * every namespace.
 */
function distributionOf(selection: Selection, name: string): PlainObject {
  const { namespaceSelectors, namespaceSelector, ...rest } = selection;
  const made = distributionObject({
    name,
    selectors: namespaceSelectors.map(selector => within(POOL, selector)),
    source: 'nothing',
  });
  return {
    ...made,
    spec: {
      ...(made.spec as object),
      ...rest,
      ...(namespaceSelector && {
        namespaceSelector: within(POOL, namespaceSelector),
      }),
    },
  };
}

/** The selectors as they are written, in the order in which the operator asks them. */
function writtenIn(spec: Selection): LabelSelector[] {
  const { namespaces = [], namespaceSelector, namespaceSelectors } = spec;
  return [
    ...namespaces.map(byName),
    ...(namespaceSelector ? [namespaceSelector] : []),
    ...namespaceSelectors,
  ];
}

describe('the model of label selection', () => {
  let pool: readonly NamespaceRecord[];
  const objects = fc
    .sample(someLabels, NAMESPACES)
    .map((labels, index) =>
      namespaceObject(NAMES[index], { ...labels, [ITERATION_LABEL]: POOL }),
    );

  beforeAll(async () => {
    const { api } = theWorld().platform;
    pool = await Promise.all(
      objects.map(async object =>
        parseNamespace(await createObject(api, object)),
      ),
    );
  });

  function matching(holds: (namespace: NamespaceRecord) => boolean): string[] {
    return pool.filter(holds).map(({ name }) => name);
  }

  it("selects exactly the namespaces that the API server's own label selection does, for a thousand selectors", async () => {
    const { api } = theWorld().platform;
    const counted = { selectors: 0, pairs: 0, selected: 0 };
    await assertSideBySide({
      name: POOL,
      sideBySide: 6,
      runs: 600,
      arbitrary: someSelection,
      check: async (selection, id) => {
        const object = distributionOf(selection, id);
        // The form in which the API server would store it; nothing is
        // distributed here.
        const { status, body } = await api.ask(
          'POST',
          `${collectionPath(object)}?dryRun=All`,
          object,
        );
        expect({ status, body }).toMatchObject({ status: 201 });
        const record = parseDistribution(body);
        const byApiServer = await Promise.all(
          writtenIn(body.spec).map(selector => selectedByApiServer(selector)),
        );
        expect({
          each: record.selectors.map(selector =>
            matching(({ labels }) => selectorMatches(selector, labels)),
          ),
          any: matching(namespace => isSelected(record, namespace)),
        }).toEqual({
          each: byApiServer,
          any: [...new Set(byApiServer.flat())].sort(),
        });
        counted.selectors += byApiServer.length;
        counted.pairs += byApiServer.length * NAMESPACES;
        counted.selected += byApiServer.flat().length;
      },
      reproduce: (selection, id) => [...objects, distributionOf(selection, id)],
    });
    process.stderr.write(
      `label selection compared: ${counted.selectors} selectors × ${NAMESPACES} namespaces = ${counted.pairs} pairs, of which ${counted.selected} match\n`,
    );
    expect(counted.selectors).toBeGreaterThan(1_000);
    // Selectors that match nearly nothing, or nearly all, would prove little.
    expect(counted.selected / counted.pairs).toBeGreaterThan(0.1);
    expect(counted.selected / counted.pairs).toBeLessThan(0.9);
  });

  it('refuses exactly the selectors that the API server refuses', async () => {
    const counted = { refused: 0, taken: 0 };
    await assertSideBySide({
      name: 'doubtful-selector',
      sideBySide: 6,
      runs: 1_000,
      arbitrary: doubtfulSelector,
      check: async selector => {
        const refusal = await refusedByApiServer(selector);
        const problem = selectorProblem(selector);
        expect({ problem, isRefused: problem !== undefined }).toEqual({
          problem,
          isRefused: refusal !== undefined,
        });
        counted[refusal === undefined ? 'taken' : 'refused'] += 1;
      },
      reproduce: (selector, id) => [
        distributionOf({ namespaceSelectors: [selector] }, id),
      ],
    });
    process.stderr.write(
      `selectors that may be invalid: ${counted.refused} refused by both, ${counted.taken} accepted by both\n`,
    );
    expect(Math.min(counted.refused, counted.taken)).toBeGreaterThan(100);
  });
});
