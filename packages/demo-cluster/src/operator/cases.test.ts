import { CASE_STORES, FAILURE_CASES, store } from '../testUtils/failureCases';
import {
  clusterStore,
  distribution,
  externalSecret,
  HUB,
} from '../testUtils/objects';
import { OperatorBench } from '../testUtils/operatorBench';

// Every case that was seen on the real operator, with its statuses and texts.
describe('the emulated operator, when', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
    bench.create(...CASE_STORES);
  });
  afterEach(() => bench.stop());

  it.each(FAILURE_CASES)(
    '$title',
    ({ changes, others = [], ready, binding, event }) => {
      bench.create(...others, distribution('x', changes));

      expect(bench.child()?.status).toMatchObject({
        binding: { name: binding },
        refreshTime: null,
        conditions: [
          {
            type: 'Ready',
            lastTransitionTime: '2026-11-23T05:00:00Z',
            ...ready,
          },
        ],
      });
      expect(bench.child()?.status).not.toHaveProperty('syncedResourceVersion');
      expect(bench.eventsAbout(bench.child())[0]).toMatchObject({
        type: 'Warning',
        reason: 'UpdateFailed',
        message: event,
        reportingComponent: 'external-secrets',
        source: { component: 'external-secrets' },
        involvedObject: {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          name: 'x',
          namespace: 'app',
        },
      });
      expect(JSON.stringify(bench.eventsAbout(bench.child()))).not.toContain(
        'canary',
      );
      // The distribution finds nothing wrong in all this.
      expect(bench.distributionStatus('x')).toEqual({
        conditions: [{ status: 'True', type: 'Ready' }],
        externalSecretName: 'x',
        provisionedNamespaces: ['app'],
      });
    },
  );

  it('two distributions write one Secret', () => {
    const target = { target: { name: 'same' } };
    bench.create(distribution('x', target), distribution('y', target));
    expect(bench.ready('x')).toMatchObject({ reason: 'SecretSynced' });
    expect(bench.ready('y')).toMatchObject({
      status: 'False',
      reason: 'SecretSyncedError',
      message: 'target is owned by another ExternalSecret',
    });
    expect(bench.child('y')?.status.binding).toEqual({ name: 'same' });
    expect(
      bench
        .eventsAbout(bench.child('y'))
        .map(({ message }) => message)
        .sort(),
    ).toEqual([
      'secrets "same" already exists',
      'unable to mutate secret same: secret is owned by another ExternalSecret: x',
    ]);
    expect(bench.distributionStatus('y').conditions[0].status).toBe('True');
  });

  it('somebody else’s ExternalSecret has the name', () => {
    bench.create(
      externalSecret('x', 'app', { target: { name: 'theirs' } }),
      distribution('x'),
    );
    expect(bench.distributionStatus('x')).toEqual({
      conditions: [
        {
          message: 'one or more namespaces failed',
          status: 'False',
          type: 'Ready',
        },
      ],
      externalSecretName: 'x',
      failedNamespaces: [
        {
          namespace: 'app',
          reason: 'external secret already exists in namespace',
        },
      ],
    });
    expect(bench.ready('x')).toMatchObject({ reason: 'SecretSynced' });
    expect(bench.finalizersOfApp()).toBeUndefined();
  });

  it('a selector has an invalid operator', () => {
    bench.create(
      distribution(
        'x',
        {},
        {
          namespaceSelectors: [
            {
              matchExpressions: [{ key: 'a', operator: 'Equals', values: [] }],
            },
          ],
        },
      ),
    );
    const [failure] = bench.distributionStatus('x').failedNamespaces;
    expect(failure.namespace).toBe('unknown');
    expect(failure.reason).toMatch(/^failed to convert label selector /);
    expect(failure.reason).toMatch(
      /"Equals" is not a valid label selector operator$/,
    );
  });

  it('a selector has an invalid key: nothing is selected any more, and what is there stays', () => {
    bench.create(distribution('x'));
    expect(bench.child()).toBeDefined();
    bench.patch('ClusterExternalSecret', 'x', {
      spec: {
        namespaceSelectors: [
          {
            matchExpressions: [
              { key: 'not a key', operator: 'In', values: ['true'] },
            ],
          },
        ],
      },
    });
    const [failure] = bench.distributionStatus('x').failedNamespaces;
    expect(failure.namespace).toBe('unknown');
    expect(failure.reason).toContain('key: Invalid value: "not a key"');
    expect(bench.child()).toBeDefined();
  });

  it('the store is another controller’s: not a word', () => {
    bench.create(
      distribution('x', {
        ...store('otherclass'),
        data: [{ secretKey: 'k', remoteRef: { key: 'k' } }],
      }),
    );
    bench.clock.advance(3_600_000);
    expect(bench.child()).not.toHaveProperty('status');
    expect(bench.eventsAbout(bench.child())).toEqual([]);
  });

  it('the second comes long after the first wrote the Secret', () => {
    const target = { target: { name: 'same' } };
    bench.create(distribution('x', target));
    bench.clock.advance(1_000);
    bench.create(distribution('y', target));
    expect(
      bench.eventsAbout(bench.child('y')).map(({ message }) => message),
    ).toEqual([
      'unable to mutate secret same: secret is owned by another ExternalSecret: x',
    ]);
  });

  it('the template is in a ConfigMap', () => {
    bench.create(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'templates', namespace: 'app' },
        data: { login: 'login {{ .token }}' },
      },
      distribution('x', {
        target: {
          template: {
            templateFrom: [
              { configMap: { name: 'templates', items: [{ key: 'login' }] } },
            ],
          },
        },
      }),
    );
    expect(bench.valueOf('login')).toBe('login demo-only-1');
  });

  it('somebody takes the owner of a copy away', () => {
    bench.create(distribution('x'));
    bench.patch(
      'ExternalSecret',
      'x',
      { metadata: { ownerReferences: null } },
      'app',
    );
    expect(bench.distributionStatus('x').failedNamespaces).toEqual([
      {
        namespace: 'app',
        reason: 'external secret already exists in namespace',
      },
    ]);
  });

  it('nobody can say whether the store would work', () => {
    bench.create(
      clusterStore('unsure', {
        provider: {
          fake: {
            data: [{ key: 'k', value: 'canary-v' }],
            validationResult: 1,
          },
        },
      }),
      distribution('x', {
        ...store('unsure'),
        data: [{ secretKey: 'k', remoteRef: { key: 'k' } }],
      }),
    );
    const status = bench.find('ClusterSecretStore', 'unsure')?.status;
    expect(status.conditions).toMatchObject([
      { status: 'True', reason: 'ValidationUnknown' },
    ]);
    expect(bench.ready()).toMatchObject({ reason: 'SecretSynced' });
  });

  it('all is well', () => {
    bench.create(
      distribution('x', {
        ...store('fake'),
        data: [{ secretKey: 'k', remoteRef: { key: 'k' } }],
      }),
    );
    expect(bench.child()?.metadata).toMatchObject({
      finalizers: [
        'externalsecrets.external-secrets.io/externalsecret-cleanup',
      ],
      generation: 1,
      ownerReferences: [
        {
          apiVersion: 'external-secrets.io/v1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ClusterExternalSecret',
          name: 'x',
        },
      ],
    });
    expect(bench.child()?.status).toEqual({
      binding: { name: 'x' },
      conditions: [
        {
          lastTransitionTime: '2026-11-23T05:00:00Z',
          message: 'secret synced',
          reason: 'SecretSynced',
          status: 'True',
          type: 'Ready',
        },
      ],
      refreshTime: '2026-11-23T05:00:00Z',
      syncedResourceVersion: expect.stringMatching(/^1-[0-9a-f]{56}$/),
    });
    expect(bench.eventsAbout(bench.child())).toMatchObject([
      { type: 'Normal', reason: 'Created', message: 'secret created' },
    ]);
    expect(
      bench.demo.api.get({ kind: 'Namespace', name: 'app' }).metadata
        .finalizers,
    ).toEqual(['externalsecrets.external-secrets.io/ces-x']);
  });

  it('stores are validated', () => {
    bench.create();
    const status = (name: string) =>
      bench.demo.api.get({ kind: 'ClusterSecretStore', name }).status;
    const invalid = {
      type: 'Ready',
      status: 'False',
      reason: 'InvalidProviderConfig',
      message: 'unable to validate store',
      lastTransitionTime: '2026-11-23T05:00:00Z',
    };
    expect(status(HUB)).toEqual({
      capabilities: 'ReadWrite',
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Valid',
          message: 'store validated',
          lastTransitionTime: '2026-11-23T05:00:00Z',
        },
      ],
    });
    expect(status('forbidden')).toEqual({ conditions: [invalid] });
    expect(status('unreachable')).toEqual({ conditions: [invalid] });
    expect(status('otherclass')).toBeUndefined();

    const warnings = bench.demo.api
      .list('Event', 'default')
      .filter(({ type }) => type === 'Warning')
      .map(({ involvedObject, reason, message, source }) =>
        [involvedObject.name, source.component, reason, message].join(' | '),
      )
      .sort();
    expect(warnings).toEqual([
      "fake | cluster-secret-store | StoreUnmaintained | store isn't currently maintained. Please plan and prepare accordingly.",
      'forbidden | cluster-secret-store | InvalidProviderConfig | client is not allowed to get secrets',
      'unreachable | cluster-secret-store | InvalidProviderConfig | invalid vault credentials: Get "http://127.0.0.1:9/v1/auth/token/lookup-self": dial tcp 127.0.0.1:9: connect: connection refused',
    ]);
  });
});
