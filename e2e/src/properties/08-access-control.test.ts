import {
  isSelected,
  parseDistribution,
  parseNamespace,
  parseStore,
  storeAllows,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { objectPath, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { kubernetesStore } from '../acceptance/manifests';
import { copyOf } from './copies';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  within,
} from './manifests';
import {
  externalSecretsIn,
  having,
  provisionedIn,
  readyStatus,
  until,
  untilJudged,
} from './observe';
import { assertSideBySide } from './sideBySide';

const TRUST = 'properties/trusted';

interface Case {
  /** Whether each of three namespaces asks, and what it says of itself. */
  readonly namespaces: readonly { asks: boolean; trusted: string }[];
  readonly conditions: readonly {
    readonly namespaces?: readonly number[];
    readonly namespaceRegexes?: readonly string[];
    readonly trusted?: readonly string[];
  }[];
}

const someTrust = fc.constantFrom('yes', 'no', 'maybe');

const someCase: fc.Arbitrary<Case> = fc.record({
  namespaces: fc.array(fc.record({ asks: fc.boolean(), trusted: someTrust }), {
    minLength: 3,
    maxLength: 3,
  }),
  conditions: fc.array(
    fc.record(
      {
        namespaces: fc.subarray([0, 1, 2], { minLength: 1 }),
        namespaceRegexes: fc.array(
          fc.constantFrom('-0$', '-[12]$', '^property-08-.*-2$', '^other-'),
          { minLength: 1, maxLength: 2 },
        ),
        trusted: fc.uniqueArray(someTrust, { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  ),
});

function objectsOf({ namespaces, conditions }: Case, id: string) {
  const store = kubernetesStore(id, theWorld().platform.controlPlane.url, {
    conditions: conditions.map(({ trusted, namespaces: named, ...others }) => ({
      ...others,
      ...(named ? { namespaces: named.map(index => `${id}-${index}`) } : {}),
      ...(trusted
        ? {
            namespaceSelector: {
              matchExpressions: [
                { key: TRUST, operator: 'In', values: trusted },
              ],
            },
          }
        : {}),
    })),
  });
  return {
    store,
    namespaces: namespaces.map(({ asks, trusted }, index) =>
      namespaceObject(`${id}-${index}`, {
        [ITERATION_LABEL]: id,
        [TRUST]: trusted,
        'secrets/property-08': String(asks),
      }),
    ),
    distribution: distributionObject({
      name: id,
      selectors: [
        within(id, { matchLabels: { 'secrets/property-08': 'true' } }),
      ],
      store: id,
      source: 'github-oauth',
    }),
  };
}

/**
 * Both the distribution and the store must allow a namespace; else the Secret
 * does not exist.
 */
async function expectIn(
  namespace: string,
  name: string,
  isAsked: boolean,
  isAllowed: boolean,
): Promise<void> {
  if (isAsked && isAllowed) {
    await copyOf(namespace, name);
  } else if (isAsked) {
    await until(
      async () =>
        readyStatus((await externalSecretsIn(namespace))[0]) === 'False',
      () => `${namespace} to be refused by the store`,
    );
  }
  const { externalSecrets, secrets } = await provisionedIn(namespace);
  expect({
    externalSecrets,
    secrets: secrets.map(({ metadata }) => metadata.name),
  }).toEqual({
    externalSecrets: isAsked ? [name] : [],
    secrets: isAsked && isAllowed ? [name] : [],
  });
}

it('Feature: central-secret-store, Property 8: For any namespace and secret combination, the system should only distribute secrets to namespaces that have appropriate authorization labels or selectors', async () => {
  const { api } = theWorld().platform;
  await assertSideBySide({
    name: 'property-08',
    sideBySide: 12,
    arbitrary: someCase,
    check: async (value, id) => {
      const { store, namespaces, distribution } = objectsOf(value, id);
      // A store that is used before its validation fails every namespace first.
      await having([...namespaces, store], async () => {
        const allowing = parseStore(await untilJudged(store));
        await having([distribution], async () => {
          const asked = parseDistribution(await untilJudged(distribution));
          for (const object of namespaces) {
            const record = parseNamespace(await api.get(objectPath(object)));
            await expectIn(
              record.name,
              id,
              isSelected(asked, record),
              storeAllows(allowing, record),
            );
          }
        });
      });
    },
    reproduce: (value, id): PlainObject[] => {
      const { store, namespaces, distribution } = objectsOf(value, id);
      return [...namespaces, store, distribution];
    },
  });
});
