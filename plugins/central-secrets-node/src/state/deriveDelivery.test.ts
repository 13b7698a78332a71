import fc from 'fast-check';
import {
  BUILT_AT,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  RawObject,
  syncedStatus,
  updateFailedEvent,
  gatherInput,
  observedAt,
} from '../testUtils';
import { asking, NOW, oauth, silent } from './__testUtils__/derive';
import {
  OBSERVED_KINDS,
  DELIVERY_STATES,
  messageKey,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { CHECKS } from './checks';
import { deriveDelivery, deriveState } from './deriveDelivery';

describe('the checks', () => {
  it('are asked in the order of the states', () => {
    expect(CHECKS.map(({ state }) => state)).toEqual([...DELIVERY_STATES]);
  });
});

const ready = (status: string, reason: string, message: string): RawObject => ({
  ...syncedStatus('oauth'),
  conditions: [
    { type: 'Ready', status, reason, message, lastTransitionTime: BUILT_AT },
  ],
});

const statusArbitrary = fc.constantFrom<RawObject>(
  {},
  syncedStatus('oauth'),
  syncedStatus(''),
  { ...syncedStatus('oauth'), refreshTime: null },
  { ...syncedStatus('oauth'), syncedResourceVersion: '0-x' },
  failedStatus('could not get secret data from provider'),
  failedStatus('target is owned by another ExternalSecret'),
  ready('True', 'SecretMissing', ''),
  ready('True', 'Whatever', ''),
  ready('True', 'SecretSynced', 'secret retained due to DeletionPolicy=Retain'),
  ready('Unknown', '', ''),
);

const changeArbitrary: fc.Arbitrary<Change> = fc.record({
  metadata: fc.constantFrom<Change>(
    {},
    { deletionTimestamp: BUILT_AT },
    { generation: 2 },
  ),
  status: statusArbitrary,
  spec: fc.record({
    refreshInterval: fc.constantFrom('0s', '1s', '1h'),
    refreshPolicy: fc.constantFrom('Periodic', 'CreatedOnce', 'OnChange'),
    target: fc.record({
      name: fc.constant('oauth'),
      creationPolicy: fc.constantFrom('Owner', 'Merge', 'Orphan', 'None'),
    }),
  }),
});

const distributionArbitrary = fc.constantFrom(
  oauth,
  distribution('oauth', { metadata: { deletionTimestamp: BUILT_AT } }),
  distribution('oauth', {
    spec: {
      namespaceSelectors: [
        { matchExpressions: [{ key: 'secrets/oauth', operator: 'Is' }] },
      ],
    },
  }),
  ...[
    'external secret already exists in namespace',
    'external secret in non matching namespace could not be deleted: x',
    'could not create or update ExternalSecret: x',
  ].map(reason =>
    distribution('oauth', {
      status: { failedNamespaces: [{ namespace: 'app', reason }] },
    }),
  ),
);

const objectsArbitrary: fc.Arbitrary<RawObject[]> = fc
  .record({
    inNamespace: fc.constantFrom(
      asking,
      silent,
      namespace('app', {
        metadata: {
          finalizers: ['externalsecrets.external-secrets.io/ces-oauth'],
        },
      }),
    ),
    from: distributionArbitrary,
    copy: fc.option(changeArbitrary),
    isOwned: fc.boolean(),
    rival: fc.option(changeArbitrary),
    event: fc.option(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          'secrets "x" not found',
          'denied by spec.condition',
          'SecretStore "s" is not ready',
          'secrets "oauth" already exists',
        ),
      ),
    ),
    store: fc.option(
      fc.constantFrom(
        clusterSecretStore(),
        clusterSecretStore(undefined, { status: undefined }),
        clusterSecretStore(undefined, { spec: { conditions: [{}] } }),
      ),
    ),
    isDeclared: fc.boolean(),
  })
  .map(
    ({ inNamespace, from, copy, isOwned, rival, event, store, isDeclared }) => {
      const made =
        copy &&
        (isOwned
          ? childOf(from, 'app', copy)
          : externalSecret('oauth', 'app', copy));
      return [
        inNamespace,
        ...(isDeclared && made ? [] : [from]),
        ...(made ? [made] : []),
        ...(made && event !== null ? [updateFailedEvent(made, event)] : []),
        ...(rival ? [externalSecret('rival', 'app', rival)] : []),
        ...(store ? [store] : []),
      ];
    },
  );

describe('deriveDelivery', () => {
  it('has nothing to say about neither a distribution nor an ExternalSecret', () => {
    const input = gatherInput([silent, oauth], { now: NOW });
    expect(() => deriveDelivery({ ...input, distribution: undefined })).toThrow(
      'A delivery in hub/app has neither a distribution nor an ExternalSecret',
    );
  });

  it('finds a state for whatever the cluster holds, the same each time, and tells it in plain words', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const input = gatherInput(objects, { now: NOW });
        const derived = deriveDelivery(input);
        expect(deriveDelivery(input)).toEqual(derived);
        for (const told of [
          derived.summary,
          derived.remedy,
          ...derived.warnings,
        ]) {
          expect(messageKey(told)).toBeDefined();
          expect(renderMessage(told)).toMatch(/^[A-Za-z][^{}]*[^.{}]$/);
        }
        expect(renderMessage(derived.summary)).toMatch(/^[A-Z].*[^.]$/);
        expect(renderMessage(derived.remedy)).toMatch(/^[A-Z].*[^.]$/);
        expect(derived.evidence).not.toEqual([]);
        expect(JSON.stringify(derived)).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 500 },
    );
  });

  it('never says synced unless the copy is there, current, fresh and good', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const input = gatherInput(objects, { now: NOW });
        const { state } = deriveDelivery(input);
        const { externalSecret: copy } = input;
        fc.pre(state === 'synced');
        expect(copy).toMatchObject({
          generation: copy?.syncedGeneration,
          ready: { status: 'True', reason: 'SecretSynced' },
        });
        expect(copy?.deletedAt).toBeUndefined();
      }),
      { numRuns: 50, maxSkipsPerRun: 1_000 },
    );
  });

  it('says the same whatever our own clock shows, as long as the cluster’s is known', () => {
    fc.assert(
      fc.property(
        objectsArbitrary,
        fc.integer({ min: -3_600_000, max: 3_600_000 }),
        (objects, offBy) => {
          const input = gatherInput(objects, { now: NOW });
          const now = input.now + offBy;
          expect(
            deriveDelivery({ ...input, now, observations: observedAt(now) }),
          ).toEqual(deriveDelivery(input));
        },
      ),
    );
  });

  it('changes by time alone at no moment before the first one that it awaits', () => {
    const laterArbitrary = fc.oneof(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 10_000_000 }),
    );
    const changed = new Set<string>();
    fc.assert(
      fc.property(objectsArbitrary, laterArbitrary, (objects, later) => {
        const at = (now: string | number) =>
          gatherInput(objects, { now: new Date(now).toISOString() });
        let awaited = Infinity;
        const input = at(NOW);
        const before = deriveState({
          ...input,
          onAwaited: moment => {
            awaited = Math.min(awaited, moment);
          },
        });
        const after = deriveState(at(input.now + later));
        if (after !== before) {
          changed.add(after);
        }
        expect(after === before || awaited < input.now + later).toBe(true);
      }),
      // So many that some are sure to become stale.
      { numRuns: 4_000 },
    );
    // The test sees what it is to see.
    expect(changed).toContain('stale');
  });

  it('has the same state for those who only count', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const input = gatherInput(objects, { now: NOW });
        expect(deriveState(input)).toBe(deriveDelivery(input).state);
      }),
    );
  });

  it('never says more than unknown of what is not observed', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const input = gatherInput(objects, { now: NOW });
        const observations = Object.fromEntries(
          OBSERVED_KINDS.map(kind => [kind, {}]),
        ) as typeof input.observations;
        const { state, cause } = deriveDelivery({ ...input, observations });
        expect({ state, cause }).toEqual({
          state: 'unknown',
          cause: 'cluster-unobserved',
        });
      }),
    );
  });
});
