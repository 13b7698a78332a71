import {
  DEFAULT_DELIVERY_LIMITS,
  deriveDelivery,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  clusterSecretStore,
  distribution,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import { isInvolved } from '../deliveries/deliveryView';
import { gatherDeliveries } from '../deliveries/gather';
import { FakeClusterInventory } from '../__testUtils__';
import { knowledgeAction } from './__testUtils__/knowledgeActions';
import { objectAction } from './__testUtils__/objectActions';
import { Action, World } from './__testUtils__/World';
import { ClusterStates } from './ClusterStates';

jest.setTimeout(120_000);

const START = Date.parse(BUILT_AT);
const limits = DEFAULT_DELIVERY_LIMITS;

const actionArbitrary = fc.oneof(
  { weight: 2, arbitrary: objectAction },
  { weight: 1, arbitrary: knowledgeAction },
);

/** The amount of work that follows a step: none, some steps, or all of it. */
const workArbitrary = fc.constantFrom(0, 1, 3, Infinity, Infinity);

/** Three distributions in three namespaces that ask for all of them. */
const BEGINNING: readonly RawObject[] = [
  clusterSecretStore(),
  clusterSecretStore('other-store'),
  ...['oauth', 'registry', 'mail'].map(name => distribution(name)),
  ...['app', 'shop', 'team'].map(name =>
    namespace(name, {
      metadata: {
        labels: {
          'secrets/oauth': 'true',
          'secrets/registry': 'true',
          'secrets/mail': 'true',
        },
      },
    }),
  ),
];

/** Every state, derived from nothing but what the cluster has now. */
function fromScratch({ cluster, now }: World) {
  const states = new Map<string, DeliveryState>();
  for (const record of cluster.namespaceRecords()) {
    for (const gathered of gatherDeliveries(cluster, record, { now, limits })) {
      const { distribution: listed } = gathered.input;
      if (!listed || !isInvolved(gathered)) {
        continue;
      }
      const { state } = deriveDelivery(gathered.input);
      states.set(`${listed.name}/${record.name}`, state);
    }
  }
  return states;
}

function countsByName(states: ReadonlyMap<string, DeliveryState>) {
  const counts: Record<string, Partial<Record<DeliveryState, number>>> = {};
  for (const [key, state] of states) {
    const [name] = key.split('/');
    counts[name] ??= {};
    counts[name][state] = (counts[name][state] ?? 0) + 1;
  }
  return counts;
}

/** Returns the kept states, in the form of `fromScratch`. */
function keptStates({ cluster }: World, states: ClusterStates) {
  const kept = new Map<string, DeliveryState>();
  for (const { name } of cluster.distributions()) {
    for (const [namespaceName, state] of states.statesOf(name)) {
      kept.set(`${name}/${namespaceName}`, state);
    }
  }
  return kept;
}

function keptCounts({ cluster }: World, states: ClusterStates) {
  return Object.fromEntries(
    cluster
      .distributions()
      .map(({ name }) => [name, states.countsOf(name)] as const)
      .filter(([, counts]) => Object.keys(counts).length > 0),
  );
}

/** Returns the distributions as a list shows them, as one text. */
function shownOf(world: World, states: ClusterStates): string {
  return JSON.stringify([
    world.cluster
      .distributions()
      .map(({ name, spec, annotations }) => [name, spec, annotations]),
    keptCounts(world, states),
  ]);
}

const STORES = ['central-secret-store', 'other-store'];

/** How many deliveries of how many distributions read each store, counted from scratch. */
function dependentsFromScratch({ cluster, now }: World) {
  const dependents: Record<string, Record<string, number>> = {};
  const readers: Record<string, Set<string>> = {};
  for (const record of cluster.namespaceRecords()) {
    for (const gathered of gatherDeliveries(cluster, record, { now, limits })) {
      const { distribution: listed } = gathered.input;
      if (!listed || !isInvolved(gathered)) {
        continue;
      }
      const { state } = deriveDelivery(gathered.input);
      for (const { name } of gathered.spec.stores) {
        dependents[name] ??= {};
        dependents[name][state] = (dependents[name][state] ?? 0) + 1;
        (readers[name] ??= new Set()).add(listed.name);
      }
    }
  }
  return STORES.map(name => ({
    states: dependents[name] ?? {},
    distributions: readers[name]?.size ?? 0,
  }));
}

function keptDependents(states: ClusterStates) {
  return STORES.map(name => {
    const { states: counts, distributions } = states.dependentsOf(name);
    return { states: counts, distributions };
  });
}

const EVERY_STATE_THAT_CAN_BE_COUNTED = [
  'conflict',
  'denied',
  'failed',
  'orphaned',
  'outdated',
  'pending',
  'stale',
  'synced',
  'terminating',
  'unknown',
];

describe('the states that are kept', () => {
  it.each([undefined, ['app', 'shop', 'team']])(
    'are those of a derivation from nothing, whatever happened and however time went (namespaces: %s)',
    namespaces => {
      const seen = new Set<string>();
      const check = (steps: readonly (readonly [Action, number])[]) => {
        const cluster = new FakeClusterInventory({
          observedAt: START,
          objects: BEGINNING,
        });
        cluster.namespaces = namespaces;
        const world: World = { cluster, now: START, isTold: true };
        const states = new ClusterStates({
          cluster,
          limits,
          clock: () => world.now,
        });
        cluster.onChange(change =>
          states.note(world.isTold ? change : { kind: change.kind }),
        );
        const settle = (work: number) => {
          let left = work;
          return work > 0 && states.settle(() => (left -= 1) > 0);
        };
        let shown = '';
        let changes = 0;
        for (const [act, work] of [...steps, [() => {}, Infinity] as const]) {
          act(world);
          if (!settle(work)) {
            continue;
          }
          const expected = fromScratch(world);
          expect(keptStates(world, states)).toEqual(expected);
          expect(keptCounts(world, states)).toEqual(countsByName(expected));
          expect(keptDependents(states)).toEqual(dependentsFromScratch(world));
          expect(states.settledAt).toBe(world.now);
          for (const state of expected.values()) {
            seen.add(state);
          }
          const isOther = shownOf(world, states) !== shown;
          expect(isOther && states.changes === changes).toBe(false);
          shown = shownOf(world, states);
          changes = states.changes;
        }
      };
      fc.assert(
        fc.property(
          fc.array(fc.tuple(actionArbitrary, workArbitrary), {
            minLength: 1,
            maxLength: 40,
          }),
          check,
        ),
        { numRuns: 400 },
      );
      // The test reaches what it is about.
      expect([...seen].sort()).toEqual(
        expect.arrayContaining(EVERY_STATE_THAT_CAN_BE_COUNTED),
      );
    },
  );
});
