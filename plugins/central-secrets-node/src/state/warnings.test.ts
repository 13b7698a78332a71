import {
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  gatherInput,
  namespace,
  RawObject,
  secretStore,
  syncedStatus,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  codesOf,
  derive,
  deriveChild,
  GET_FAILED,
  NOW,
  oauth,
  silent,
  store,
} from './__testUtils__/derive';
import { deriveDelivery } from './deriveDelivery';

const ready = (change: object): RawObject => ({
  ...syncedStatus('oauth'),
  conditions: [{ type: 'Ready', status: 'True', ...change } as RawObject],
});
const failing = { ...failedStatus(GET_FAILED), refreshTime: BUILT_AT };

describe('the warning about an earlier copy', () => {
  it.each<[string, RawObject, string[]]>([
    [
      'is given after a failure',
      { ...failing, binding: { name: 'oauth' } },
      ['earlier-copy-in-place'],
    ],
    [
      'needs a Secret that was written',
      { ...failing, binding: { name: '' } },
      [],
    ],
    [
      'is not given where the Secret is missing',
      ready({ reason: 'SecretMissing' }),
      [],
    ],
    [
      'is not given where it was deleted',
      ready({ reason: 'SecretDeleted' }),
      [],
    ],
    ['is not given while all is well', syncedStatus('oauth'), []],
    [
      'is not given before the first condition',
      { ...syncedStatus('oauth'), conditions: [] },
      [],
    ],
  ])('%s', (_, status, codes) => {
    expect(
      codesOf(deriveChild({ status })).filter(
        code => code !== 'partial-knowledge',
      ),
    ).toEqual(codes);
  });
});

describe('the warning about a store that is not ready', () => {
  const withStore = (
    status: Change | undefined,
    child: Change = { status: syncedStatus('oauth') },
  ) =>
    codesOf(
      derive([
        asking,
        oauth,
        childOf(oauth, 'app', child),
        clusterSecretStore(undefined, { status }),
      ]),
    );
  const condition = (status: string) => ({
    conditions: [{ type: 'Ready', status }],
  });

  it('is given where the store says so, and only then', () => {
    expect(withStore(condition('False'))).toEqual(['store-not-ready']);
    expect(withStore(condition('Unknown'))).toEqual([]);
    expect(withStore(condition('True'))).toEqual([]);
    expect(withStore(undefined)).toEqual([]);
  });

  it('is given for a change that still has to be written', () => {
    const changed = {
      metadata: { generation: 2 },
      spec: { refreshInterval: '0s' },
      status: syncedStatus('oauth'),
    };
    expect(withStore(condition('False'), changed)).toEqual([
      'refresh-disabled',
      'store-not-ready',
    ]);
  });

  it('is not given where the store’s state is not known now', () => {
    const objects = [
      asking,
      oauth,
      childOf(oauth, 'app', { status: syncedStatus('oauth') }),
      clusterSecretStore(undefined, { status: condition('False') }),
    ];
    const { observations } = gatherInput(objects, { now: NOW });
    const error = {
      code: 'forbidden' as const,
      message: message('no-answer', { problem: 'no right' }),
    };
    expect(
      derive(objects, {
        observations: { ...observations, clustersecretstores: { error } },
      }).warnings,
    ).toEqual([
      {
        code: 'partial-knowledge',
        text: 'Information is incomplete: clustersecretstores cannot be read (no right), so the last known state of the store may have changed',
      },
    ]);
  });
});

describe('the warning about incomplete knowledge', () => {
  const both = distribution('oauth', {
    spec: {
      externalSecretSpec: {
        data: [
          { secretKey: 'a', remoteRef: { key: 'a' } },
          {
            secretKey: 'b',
            remoteRef: { key: 'b' },
            sourceRef: { storeRef: { kind: 'SecretStore', name: 'own' } },
          },
        ],
      },
    },
  });
  const child = childOf(both, 'app', { status: syncedStatus('oauth') });
  const error = {
    code: 'forbidden' as const,
    message: message('no-answer', { problem: 'no right' }),
  };
  const own = secretStore('own', 'app');

  it.each([
    ['secretstores', [store, own], ['last known state']],
    ['secretstores', [store], ['not known whether']],
    ['secretstores', [own], ['last known state']],
    ['clustersecretstores', [store], ['last known state']],
    ['clustersecretstores', [own], ['not known whether']],
  ] as const)(
    'is about the kind that cannot be read alone: %s',
    (kind, stores, texts) => {
      const objects = [asking, both, child, ...stores];
      const { observations } = gatherInput(objects, { now: NOW });
      const { warnings } = derive(objects, {
        observations: { ...observations, [kind]: { error } },
      });
      expect(warnings).toEqual(
        texts.map(text => ({
          code: 'partial-knowledge',
          text: expect.stringContaining(text),
        })),
      );
      expect(warnings[0].text).toContain(`: ${kind} cannot be read`);
    },
  );

  it('says that a store may be unknown where only another of its kind is known', () => {
    const two = distribution('oauth', {
      spec: {
        externalSecretSpec: {
          data: ['central-secret-store', 'second'].map(name => ({
            secretKey: name,
            remoteRef: { key: name },
            sourceRef: { storeRef: { kind: 'ClusterSecretStore', name } },
          })),
        },
      },
    });
    const status = syncedStatus('oauth');
    const objects = [asking, two, childOf(two, 'app', { status }), store];
    const { observations } = gatherInput(objects, { now: NOW });
    const { warnings } = derive(objects, {
      observations: { ...observations, clustersecretstores: { error } },
    });
    expect(warnings).toEqual([
      {
        code: 'partial-knowledge',
        text: expect.stringContaining('not known whether'),
      },
    ]);
  });

  it('is not given beside a conflict, which needs no more knowledge', () => {
    const objects = [
      asking,
      oauth,
      childOf(oauth, 'app', {
        status: failedStatus('target is owned by another ExternalSecret'),
      }),
      store,
    ];
    const { observations } = gatherInput(objects, { now: NOW });
    const derived = derive(objects, {
      observations: { ...observations, clustersecretstores: { error } },
    });
    expect(derived.state).toBe('conflict');
    expect(derived.warnings).toEqual([]);
  });
});

describe('the warning about a leftover finalizer', () => {
  const LATER = '2026-11-23T05:02:00Z';
  const FINALIZER = 'externalsecrets.external-secrets.io/ces-oauth';
  const left = namespace('app', { metadata: { finalizers: [FINALIZER] } });

  it('names the finalizer of the distribution', () => {
    expect(derive([left, oauth]).warnings).toEqual([
      {
        code: 'namespace-finalizer-left',
        text: `The namespace still has the finalizer ${FINALIZER}: its deletion hangs until the finalizer is removed`,
      },
    ]);
    expect(
      codesOf(derive([left, oauth, childOf(oauth, 'app')], {}, LATER)),
    ).toEqual(['namespace-finalizer-left']);
  });

  it('is not given without it, nor without a distribution', () => {
    const other = namespace('app', {
      metadata: { finalizers: ['example.com/other'] },
    });
    const orphan = childOf(oauth, 'app');
    expect(codesOf(derive([other, oauth]))).toEqual([]);
    expect(derive([left, orphan], {}, LATER)).toMatchObject({
      state: 'orphaned',
      warnings: [],
    });
  });

  it('is not given while the namespace asks, or is being deleted', () => {
    const asksWithIt = namespace('app', {
      metadata: {
        finalizers: [FINALIZER],
        labels: { 'secrets/oauth': 'true' },
      },
    });
    const going = namespace('app', {
      metadata: { finalizers: [FINALIZER], deletionTimestamp: BUILT_AT },
    });
    expect(codesOf(derive([asksWithIt, oauth]))).toEqual([]);
    expect(codesOf(derive([going, oauth]))).toEqual([]);
  });
});

describe('the warning that nothing is refreshed', () => {
  it.each([
    [{ refreshPolicy: 'Periodic', refreshInterval: '0s' }, true],
    [{ refreshPolicy: 'CreatedOnce' }, true],
    [{ refreshPolicy: 'Periodic', refreshInterval: '1h' }, false],
    [{ refreshPolicy: 'OnChange', refreshInterval: '0s' }, false],
  ])('of %j is given: %s', (spec, isGiven) => {
    expect(
      codesOf(deriveChild({ spec, status: syncedStatus('oauth') })),
    ).toEqual(isGiven ? ['refresh-disabled'] : []);
  });

  it('is given of an immutable Secret, of which each refresh is reported as synced', () => {
    const { warnings } = deriveChild({
      spec: { target: { name: 'oauth', immutable: true } },
      status: syncedStatus('oauth'),
    });
    expect(warnings).toMatchObject([
      {
        code: 'refresh-disabled',
        text: 'The Secret is immutable and keeps its first value: a new value at the source does not arrive, and the operator still reports each refresh as synced',
      },
    ]);
  });
});

describe('the warning that a sync window holds back the refresh', () => {
  /** The next refresh is due at 06:00. */
  const textsWith = (schedule: string, duration: string, now: string) => {
    const spec = {
      syncWindows: { kind: 'deny', windows: [{ schedule, duration }] },
    };
    const child = childOf(oauth, 'app', {
      spec,
      status: syncedStatus('oauth'),
    });
    return deriveDelivery(
      gatherInput([asking, oauth, child, store], { now }),
    ).warnings.map(warning => renderMessage(warning));
  };

  it('says when the next refresh is allowed', () => {
    expect(textsWith('0 4 * * *', '6h', '2026-11-23T05:30:00Z')).toEqual([
      'Not refreshed now, because of a sync window. The next refresh is allowed at 2026-11-23T10:00:00Z',
    ]);
  });

  it('is not given where the window ends before the refresh is due', () => {
    expect(textsWith('0 4 * * *', '90m', '2026-11-23T05:20:00Z')).toEqual([]);
  });

  it('is not given while the window is not open', () => {
    expect(textsWith('0 7 * * *', '6h', '2026-11-23T05:30:00Z')).toEqual([]);
  });
});

describe('the warning that a Secret is deleted again and again', () => {
  const told = (count: number, change: Change = {}, reason = 'Created') => {
    const child = childOf(oauth, 'app', {
      ...change,
      status: syncedStatus('oauth'),
    });
    const event = updateFailedEvent(child, 'secret created', { reason, count });
    return deriveDelivery(
      gatherInput([asking, oauth, child, store, event], { now: NOW }),
    ).warnings.map(warning => renderMessage(warning));
  };

  it('says how often it was created, and since when', () => {
    expect(told(3)).toEqual([
      'The Secret oauth is deleted again and again: since it was first created at 2026-11-23T05:00:00Z, the operator has created it 3 times',
    ]);
  });

  it.each([
    ['argocd.argoproj.io/tracking-id', 'annotations'],
    ['app.kubernetes.io/instance', 'labels'],
  ])('names Argo CD where the Secret carries %s', (mark, field) => {
    expect(told(7, { metadata: { [field]: { [mark]: 'platform' } } })).toEqual([
      expect.stringContaining(`It carries ${mark}, so Argo CD may delete it`),
    ]);
  });

  it('does not name Argo CD where a template keeps its marks away', () => {
    const template = { metadata: { labels: { team: 'shop' } } };
    expect(
      told(3, {
        metadata: { labels: { 'app.kubernetes.io/instance': 'platform' } },
        spec: { target: { template } },
      }),
    ).toEqual([expect.not.stringContaining('Argo CD')]);
  });

  it.each([
    ['it was created twice', 2, 'Created'],
    ['it was only updated', 9, 'Updated'],
  ])('is not given where %s', (_, count, reason) => {
    expect(told(count, {}, reason)).toEqual([]);
  });
});

describe('a delivery that is not to be there', () => {
  it('has no warnings about its delivery', () => {
    const once = distribution('oauth', {
      spec: { externalSecretSpec: { refreshInterval: '0s' } },
    });
    expect(codesOf(derive([silent, once]))).toEqual([]);
    expect(codesOf(derive([asking, once]))).toEqual(['refresh-disabled']);
  });
});
