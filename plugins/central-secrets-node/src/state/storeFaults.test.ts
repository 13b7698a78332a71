import {
  Change,
  childOf,
  clusterSecretStore,
  failedStatus,
  RawObject,
  storeEvent,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  derive,
  evidenceOf,
  GET_FAILED,
  oauth,
} from './__testUtils__/derive';

const NOT_READY = 'ClusterSecretStore "central-secret-store" is not ready';
const CREDENTIAL_MISSING =
  'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found';
const REFUSED =
  'invalid vault credentials: Get "http://127.0.0.1:9/v1/auth/token/lookup-self": dial tcp 127.0.0.1:9: connect: connection refused';

const storeThat = (ready: Change) =>
  clusterSecretStore(undefined, {
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'InvalidProviderConfig',
          message: 'unable to create client',
          lastTransitionTime: '2026-11-23T05:00:00Z',
          ...ready,
        } as RawObject,
      ],
    },
  });
const down = storeThat({});
const failing = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
const told = updateFailedEvent(failing, NOT_READY);

describe('a store that is down', () => {
  it('is explained by its own event, which names the credential that is missing', () => {
    const derived = derive([
      asking,
      oauth,
      failing,
      told,
      down,
      storeEvent(down, CREDENTIAL_MISSING),
    ]);
    expect(derived).toMatchObject({
      state: 'store-unavailable',
      cause: 'store-login',
      certainty: 'likely',
      summary:
        'ClusterSecretStore central-secret-store cannot log in: its Secret gone in namespace default does not exist',
      remedy: { by: 'platform', command: 'kubectl get secret gone -n default' },
      candidates: [{ cause: 'store-login' }],
    });
    expect(evidenceOf(derived)[0]).toBe(
      `ClusterSecretStore central-secret-store: event InvalidProviderConfig = ${CREDENTIAL_MISSING}`,
    );
  });

  it('is explained by the newest of its events', () => {
    const derived = derive([
      asking,
      oauth,
      failing,
      down,
      storeEvent(down, CREDENTIAL_MISSING),
      storeEvent(down, REFUSED, {
        lastTimestamp: '2026-11-23T05:00:05Z',
      }),
    ]);
    expect(derived).toMatchObject({
      cause: 'provider-unavailable',
      summary:
        'ClusterSecretStore central-secret-store cannot connect: the provider does not answer at its address',
      remedy: {
        command: 'kubectl describe clustersecretstore central-secret-store',
      },
    });
  });

  it.each<[string, Change]>([
    ['stands in the namespace of a team', { metadata: { namespace: 'app' } }],
    [
      'is about a store that had the name before',
      { involvedObject: { uid: 'uid-of-another-life' } },
    ],
    [
      'is from before the store was last ready',
      { lastTimestamp: '2026-11-23T04:50:00Z' },
    ],
    [
      'tells that a provider is not maintained',
      { reason: 'StoreUnmaintained' },
    ],
  ])('is not explained by an event that %s', (_, change) => {
    const derived = derive([
      asking,
      oauth,
      failing,
      down,
      storeEvent(down, CREDENTIAL_MISSING, change),
    ]);
    expect(derived.state).toBe('store-unavailable');
    expect(derived.cause).toBeUndefined();
    expect(evidenceOf(derived).join()).not.toContain('gone');
  });

  it('has no cause where its event says nothing of the kind', () => {
    const derived = derive([
      asking,
      oauth,
      failing,
      down,
      storeEvent(down, 'unable to validate'),
    ]);
    expect(derived.cause).toBeUndefined();
    expect(derived.summary).toBe('The store central-secret-store is not ready');
    // The message is shown all the same.
    expect(evidenceOf(derived)[0]).toContain('unable to validate');
  });
});

describe('a store that counts as ready, although it could not be checked', () => {
  const unvalidated = storeThat({
    status: 'True',
    reason: 'ValidationUnknown',
    message: 'could not determine validation status',
  });
  const event = storeEvent(
    unvalidated,
    'could not verify if client is valid: Post "https://10.0.0.1:6443/apis/authorization.k8s.io/v1/selfsubjectrulesreviews": dial tcp 10.0.0.1:6443: connect: no route to host',
    { reason: 'ValidationUnknown' },
  );

  it('explains a failed read of which no text tells why', () => {
    const derived = derive([
      asking,
      oauth,
      failing,
      updateFailedEvent(failing, GET_FAILED),
      unvalidated,
      event,
    ]);
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'provider-unavailable',
      certainty: 'likely',
      summary:
        'ClusterSecretStore central-secret-store cannot connect: the provider does not answer at its address',
    });
    expect(evidenceOf(derived)[0]).toContain('no route to host');
  });

  it('explains none whose own text tells why', () => {
    expect(
      derive([
        asking,
        oauth,
        failing,
        updateFailedEvent(failing, 'secrets "oauth" not found'),
        unvalidated,
        event,
      ]).cause,
    ).toBe('source-missing');
  });

  it('explains no failed write', () => {
    const unwritten = childOf(oauth, 'app', {
      status: failedStatus('could not update secret'),
    });
    expect(
      derive([
        asking,
        oauth,
        unwritten,
        updateFailedEvent(unwritten, 'could not update secret'),
        unvalidated,
        event,
      ]).cause,
    ).toBe('other');
  });

  it('explains nothing once a check has succeeded', () => {
    const valid = storeThat({ status: 'True', reason: 'Valid' });
    expect(
      derive([
        asking,
        oauth,
        failing,
        updateFailedEvent(failing, GET_FAILED),
        valid,
        event,
      ]).cause,
    ).toBe('other');
  });
});

describe('a delivery that failed at a store that is ready', () => {
  it('names the credential that the text says is missing', () => {
    const derived = derive([
      asking,
      oauth,
      failing,
      updateFailedEvent(
        failing,
        `could not get provider client: ${CREDENTIAL_MISSING}`,
      ),
      clusterSecretStore(),
    ]);
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'store-login',
      certainty: 'likely',
      summary:
        'ClusterSecretStore central-secret-store cannot log in: its Secret gone in namespace default does not exist',
      remedy: { by: 'platform', command: 'kubectl get secret gone -n default' },
    });
  });
});
