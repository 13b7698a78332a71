import {
  DeliveryState,
  PushCause,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  EventRecord,
  parseEvent,
  parseNamespace,
  parsePushSecret,
  parseStore,
} from '../../records';
import {
  BUILT_AT,
  Change,
  errorStatus,
  namespace,
  observedAt,
  pushedStatus,
  pushOf,
  RawObject,
  storeEvent,
  vaultStore,
} from '../../testUtils';
import { DEFAULT_DELIVERY_LIMITS } from '../delivery';
import { derivePush } from './derivePush';
import { PushInput } from './push';

const PATH = 'platform-data/postgres/temporal';
const NOW = Date.parse(BUILT_AT) + 60_000;

function derive(change: Change, options: Partial<PushInput> = {}) {
  const derived = derivePush({
    now: NOW,
    clusterNow: NOW,
    cluster: 'hub',
    limits: DEFAULT_DELIVERY_LIMITS,
    observations: observedAt(NOW),
    observation: { observedAt: NOW },
    push: parsePushSecret(pushOf(PATH, 'temporal', 'platform-data', change)),
    store: { kind: 'ClusterSecretStore', name: 'vault-backend' },
    storeRecord: parseStore(vaultStore()),
    path: PATH,
    namespace: parseNamespace(namespace('platform-data')),
    rivals: [],
    ...options,
  });
  return { ...derived, text: renderMessage(derived.summary) };
}

const error = (message: string) => ({
  status: { ...errorStatus(message), syncedResourceVersion: undefined },
});
const down = vaultStore('vault-backend', {
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'InvalidProviderConfig',
        message: 'unable to create client',
      },
    ],
  },
});
const SET_FAILED =
  'set secret failed: could not write remote ref password to target secretstore vault-backend:';

describe('derivePush', () => {
  it('is synced where the operator says so, and lately', () => {
    expect(derive({})).toMatchObject({
      state: 'synced',
      text: `The operator reported its last push to ${PATH} as successful`,
      remedy: { by: 'nobody' },
      candidates: [],
      warnings: [],
    });
  });

  // The texts are those of operator 2.9.0.
  it.each<[string, DeliveryState, PushCause | undefined, string]>([
    [
      'could not get source secret',
      'failed',
      'source-missing',
      'The Secret temporal-password does not exist in namespace platform-data',
    ],
    [
      'set secret failed: secret key nokey does not exist',
      'failed',
      'property-missing',
      'The Secret temporal-password in namespace platform-data has no key nokey',
    ],
    [
      `${SET_FAILED} secret not managed by external-secrets`,
      'failed',
      'not-managed',
      `ClusterSecretStore vault-backend already has a value at ${PATH} that the operator did not write`,
    ],
    [
      `${SET_FAILED} cannot read secret data from Vault: Error making API request. Code: 403. Errors: * permission denied`,
      'failed',
      'permission',
      `ClusterSecretStore vault-backend does not allow the operator to write ${PATH}`,
    ],
    [
      `${SET_FAILED} cannot read secret data from Vault: Get "http://127.0.0.1:9/v1/secret/data/x": dial tcp 127.0.0.1:9: connect: connection refused`,
      'failed',
      'provider-unavailable',
      'ClusterSecretStore vault-backend cannot connect: the provider does not answer at its address',
    ],
    [
      'Failed to Delete Secrets from Provider: could not get secrets client for store ClusterSecretStore/vault-backend: gone',
      'failed',
      'delete-failed',
      'The operator cannot delete the values that PushSecret temporal wrote',
    ],
    [
      'set secret failed: could not get secrets client for store vault-backend: using cluster store "vault-backend" is not allowed from namespace "platform-data": denied by spec.condition',
      'denied',
      undefined,
      'The store vault-backend does not allow namespace platform-data',
    ],
    [
      'set secret failed: could not write remote ref password to target secretstore other: anything',
      'failed',
      'other-store',
      `The last push failed at another store, other: whether ${PATH} was written is not known`,
    ],
  ])('reads "%s" as %s %s', (message, state, cause, text) => {
    expect(derive(error(message))).toMatchObject({
      state,
      text,
      ...(cause ? { cause, certainty: 'likely' } : {}),
    });
  });

  it('names no cause where the fixed words of 2.14 do not tell one, but the checks that decide', () => {
    const { cause, certainty, candidates } = derive(error('set secret failed'));
    expect({ cause, certainty }).toEqual({
      cause: 'other',
      certainty: 'unknown',
    });
    expect(candidates.map(each => each.cause)).toEqual([
      'property-missing',
      'permission',
      'not-managed',
      'store-login',
      'provider-unavailable',
    ]);
    expect(candidates[0]).toMatchObject({
      by: 'developer',
      command: 'kubectl get secret temporal-password -n platform-data',
    });
  });

  it('proves that the store does not exist, whatever the words are', () => {
    expect(
      derive(error('set secret failed'), { storeRecord: undefined }),
    ).toMatchObject({
      state: 'failed',
      cause: 'store-missing',
      certainty: 'proven',
    });
  });

  it('does not take a store for missing whose kind is not known', () => {
    const observations = {
      ...observedAt(NOW),
      clustersecretstores: { observedAt: undefined },
    };
    expect(
      derive(error('set secret failed'), {
        storeRecord: undefined,
        observations,
      }),
    ).toMatchObject({ cause: 'other', certainty: 'unknown' });
  });

  it('proves from the hub index that the source does not exist', () => {
    const hubIndex = {
      head: { hubNamespace: 'platform-data', observedAt: NOW },
      pages: [{ name: 'page-0', sources: [], leftOut: 0, unreadable: 0 }],
    };
    expect(
      derive(error('could not get source secret'), { hubIndex }),
    ).toMatchObject({
      cause: 'source-missing',
      certainty: 'proven',
      candidates: [],
    });
  });

  it('is of the store where that is not ready, with the reason in its event', () => {
    const storeWarning: EventRecord = parseEvent(
      storeEvent(down, 'Vault is sealed'),
    );
    expect(
      derive(error('set secret failed'), {
        storeRecord: parseStore(down),
        storeWarning,
      }),
    ).toMatchObject({
      state: 'store-unavailable',
      cause: 'provider-unavailable',
      certainty: 'likely',
      text: 'The provider of ClusterSecretStore vault-backend is sealed',
    });
  });

  it('warns beforehand where the store is not ready since the last push', () => {
    const { state, warnings } = derive({}, { storeRecord: parseStore(down) });
    expect({ state, codes: warnings.map(({ code }) => code) }).toEqual({
      state: 'synced',
      codes: ['store-not-ready'],
    });
  });

  it('is in conflict with others that replace the value, although all say Synced', () => {
    expect(derive({}, { rivals: ['other/thief'] })).toMatchObject({
      state: 'conflict',
      cause: 'several-writers',
      certainty: 'proven',
      text: `Several PushSecrets write ${PATH}, and each replaces the value of the others: platform-data/temporal, other/thief`,
    });
  });

  it('is denied where the store excludes the namespace now', () => {
    const storeRecord = parseStore(
      vaultStore('vault-backend', {
        spec: { conditions: [{ namespaces: ['other'] }] },
      }),
    );
    expect(derive({}, { storeRecord })).toMatchObject({ state: 'denied' });
  });

  it('is pending before the first attempt, and says when that is unusual', () => {
    const fresh = { status: { conditions: undefined, refreshTime: undefined } };
    expect(derive(fresh)).toMatchObject({
      state: 'pending',
      remedy: { by: 'nobody' },
    });
    const later = NOW + 1;
    expect(derive(fresh, { clusterNow: later })).toMatchObject({
      state: 'pending',
      remedy: { by: 'platform' },
    });
  });

  it('is outdated where the operator has not pushed the newest generation', () => {
    expect(derive({ metadata: { generation: 2 } })).toMatchObject({
      state: 'outdated',
    });
  });

  it('is stale from twice the interval and a minute on, and names that moment before', () => {
    const awaited: number[] = [];
    const onAwaited = (moment: number) => awaited.push(moment);
    const from = Date.parse(BUILT_AT) + 2 * 3_600_000 + 60_000;
    expect(derive({}, { clusterNow: from, onAwaited }).state).toBe('synced');
    expect(awaited).toEqual([from]);
    expect(derive({}, { clusterNow: from + 1 })).toMatchObject({
      state: 'stale',
      since: from,
    });
    expect(
      derive({ spec: { refreshInterval: '0' } }, { clusterNow: from + 1 }),
    ).toMatchObject({
      state: 'synced',
      warnings: [{ code: 'refresh-disabled' }],
    });
  });

  it('is unknown where PushSecrets cannot be read, whatever was seen before', () => {
    const forbidden = {
      code: 'forbidden',
      message: { code: 'no-answer', parameters: { problem: 'no right' } },
    } as const;
    expect(
      derive({}, { observation: { observedAt: NOW, error: forbidden } }),
    ).toMatchObject({
      state: 'unknown',
      cause: 'kind-unreadable',
      text: 'Unknown: pushsecrets of cluster hub cannot be read',
    });
    expect(
      derive({}, { observation: { observedAt: NOW - 61_000 } }),
    ).toMatchObject({ state: 'unknown', cause: 'cluster-unobserved' });
  });

  it('is terminating while it is deleted, and failed where its values cannot be', () => {
    const metadata = { deletionTimestamp: BUILT_AT };
    expect(derive({ metadata })).toMatchObject({ state: 'terminating' });
    const failed = error('Failed to Delete Secrets from Provider: no rights');
    expect(derive({ metadata, ...failed })).toMatchObject({
      state: 'failed',
      cause: 'delete-failed',
    });
  });

  it('warns where the operator left a foreign value as it was', () => {
    const status = pushedStatus(PATH);
    const [ready] = status.conditions as RawObject[];
    const message =
      'PushSecret synced successfully. Existing secrets in providers unchanged.';
    expect(
      derive({ status: { conditions: [{ ...ready, message }] } }),
    ).toMatchObject({
      state: 'synced',
      warnings: [{ code: 'value-not-replaced' }],
    });
  });
});
