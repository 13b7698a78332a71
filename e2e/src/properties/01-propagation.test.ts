import fc from 'fast-check';
import { patchObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { copyOf } from './copies';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import { decoded, having, secretIn, until } from './observe';
import { assertSideBySide } from './sideBySide';

const REFRESH_SECONDS = 3;
/**
 * For one round of the operator on a busy machine, and for the test to notice
 * it.
 */
const ALLOWANCE_MS = 10_000;

interface Case {
  readonly namespaces: number;
  /** The first namespace exists before the distribution. */
  readonly values: readonly string[];
}

const someCase: fc.Arbitrary<Case> = fc.record({
  namespaces: fc.integer({ min: 1, max: 3 }),
  values: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), {
    minLength: 2,
    maxLength: 3,
  }),
});

function namesOf({ namespaces }: Case, id: string): string[] {
  return Array.from({ length: namespaces }, (_, index) => `${id}-${index}`);
}

function objectsOf(value: Case, id: string) {
  return [
    ...namesOf(value, id).map(name =>
      namespaceObject(name, { [ITERATION_LABEL]: id }),
    ),
    sourceObject(id, { token: value.values[0] }),
    distributionObject({
      name: id,
      selectors: [within(id)],
      source: id,
      refreshSeconds: REFRESH_SECONDS,
    }),
  ];
}

it('Feature: central-secret-store, Property 1: For any central secret update, all dependent namespace secrets should be updated within the refresh interval', async () => {
  const { api } = theWorld().platform;
  const delaysMs: number[] = [];
  await assertSideBySide({
    name: 'property-01',
    sideBySide: 20,
    arbitrary: someCase,
    check: (value, id) =>
      having(objectsOf(value, id), async () => {
        const names = namesOf(value, id);
        await Promise.all(names.map(name => copyOf(name, id)));
        for (const token of value.values.slice(1)) {
          const source = sourceObject(id, { token });
          await patchObject(api, source, { data: source.data });
          const updatedAt = Date.now();
          await Promise.all(
            names.map(name =>
              until(
                async () => decoded(await secretIn(name, id)).token === token,
                () => `the new value in ${name}, within the refresh interval`,
                { limitMs: REFRESH_SECONDS * 1000 + ALLOWANCE_MS },
              ),
            ),
          );
          delaysMs.push(Date.now() - updatedAt);
        }
      }),
    reproduce: (value, id) => [
      ...objectsOf(value, id),
      ...value.values.slice(1).map(token => sourceObject(id, { token })),
    ],
  });
  delaysMs.sort((one, other) => one - other);
  process.stderr.write(
    `property-01: ${
      delaysMs.length
    } updates with a refresh interval of ${REFRESH_SECONDS} s, all copies new after ${
      delaysMs[delaysMs.length >> 1]
    } ms (median), ${delaysMs.at(-1)} ms (slowest)\n`,
  );
});
