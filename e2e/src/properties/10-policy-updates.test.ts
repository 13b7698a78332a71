import fc from 'fast-check';
import { patchObject, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { kubernetesStore } from '../acceptance/manifests';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import {
  decoded,
  externalSecretsIn,
  having,
  readyStatus,
  secretIn,
  until,
  untilJudged,
} from './observe';
import { assertSideBySide } from './sideBySide';

const ZONE = 'properties/zone';
const ZONES = ['a', 'b', 'c'];
const REFRESH_SECONDS = 3;
/**
 * For one round on a busy machine, and for the operator's wait after a refusal
 * (1 s, 2 s, 4 s, …), which is at most as long as the refusal lasted.
 */
const ALLOWANCE_MS = 17_000;

/**
 * The zones that a distribution reaches, and the zones that the store allows.
 */
interface Policy {
  readonly selected: readonly string[];
  readonly allowed: readonly string[];
}

const somePolicies: fc.Arbitrary<Policy[]> = fc.array(
  fc.record({
    selected: fc.subarray(ZONES),
    allowed: fc.subarray(ZONES, { minLength: 1 }),
  }),
  { minLength: 2, maxLength: 3 },
);

const inZones = (zones: readonly string[]) => ({
  matchExpressions: [
    // A selector must name a value.
    { key: ZONE, operator: 'In', values: [...zones, 'no-such-zone'] },
  ],
});

function objectsOf({ selected, allowed }: Policy, id: string, token: string) {
  return {
    store: kubernetesStore(id, theWorld().platform.controlPlane.url, {
      conditions: [{ namespaceSelector: inZones(allowed) }],
    }),
    distribution: distributionObject({
      name: id,
      selectors: [within(id, inZones(selected))],
      store: id,
      source: id,
      refreshSeconds: REFRESH_SECONDS,
    }),
    source: sourceObject(id, { token }),
  };
}

function namespacesOf(id: string): PlainObject[] {
  return ZONES.map(zone =>
    namespaceObject(`${id}-${zone}`, { [ITERATION_LABEL]: id, [ZONE]: zone }),
  );
}

/** Waits for a zone, no longer than the policy allows. */
async function untilZone(
  name: string,
  holds: () => Promise<boolean>,
  what: string,
): Promise<void> {
  await until(holds, () => `${name} ${what} within the refresh interval`, {
    limitMs: REFRESH_SECONDS * 1000 + ALLOWANCE_MS,
    describe: async () =>
      JSON.stringify(
        (await externalSecretsIn(name)).map(({ status }) => status),
      ),
  });
}

/**
 * Waits until a zone that the policy excludes has lost its copy, or is refused.
 */
async function untilLeftOut(
  { selected, allowed }: Policy,
  zone: string,
  id: string,
): Promise<void> {
  const name = `${id}-${zone}`;
  if (!selected.includes(zone)) {
    await untilZone(
      name,
      async () =>
        (await externalSecretsIn(name)).length === 0 &&
        !(await secretIn(name, id)),
      'to lose its copy',
    );
  } else if (!allowed.includes(zone)) {
    await untilZone(
      name,
      async () => readyStatus((await externalSecretsIn(name))[0]) === 'False',
      'to be refused',
    );
  }
}

/**
 * Waits until each zone that the policy allows has the new value, and no other
 * zone has it.
 */
async function untilServed(
  { selected, allowed }: Policy,
  zone: string,
  id: string,
  token: string,
): Promise<void> {
  const name = `${id}-${zone}`;
  const has = async () => decoded(await secretIn(name, id)).token === token;
  if (selected.includes(zone) && allowed.includes(zone)) {
    await untilZone(name, has, 'to get the new value');
  } else {
    expect(await has()).toBe(false);
  }
}

it('Feature: central-secret-store, Property 10: For any security policy change, the system should update access controls and secret distribution within the refresh interval without manual intervention', async () => {
  const { api } = theWorld().platform;
  await assertSideBySide({
    name: 'property-10',
    sideBySide: 16,
    arbitrary: somePolicies,
    check: async (policies, id) => {
      const first = objectsOf(policies[0], id, 'value-0');
      await having(
        [...namespacesOf(id), first.source, first.store],
        async () => {
          await untilJudged(first.store);
          await having([first.distribution], async () => {
            for (const [step, policy] of policies.entries()) {
              const token = `value-${step}`;
              const { store, distribution, source } = objectsOf(
                policy,
                id,
                token,
              );
              for (const object of [store, distribution]) {
                await patchObject(api, object, { spec: object.spec });
              }
              await Promise.all(
                ZONES.map(zone => untilLeftOut(policy, zone, id)),
              );
              // Changed only now, so that the new value meets only the new
              // policy.
              await patchObject(api, source, { data: source.data });
              await Promise.all(
                ZONES.map(zone => untilServed(policy, zone, id, token)),
              );
            }
          });
        },
      );
    },
    reproduce: (policies, id) => [
      ...namespacesOf(id),
      ...policies.flatMap((policy, step) =>
        Object.values(objectsOf(policy, id, `value-${step}`)),
      ),
    ],
  });
});
