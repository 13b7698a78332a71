import {
  childOf,
  externalSecret,
  failedStatus,
  syncedStatus,
  gatherInput,
} from '../../testUtils';
import {
  NOW,
  oauth,
  asking,
  silent,
  store,
  GET_FAILED,
  derive,
} from '../__testUtils__/derive';
import {
  ObservedKind,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';

describe('unknown', () => {
  const objects = [
    asking,
    oauth,
    childOf(oauth, 'app', { status: syncedStatus('oauth') }),
    store,
  ];
  const input = gatherInput(objects, { now: NOW });
  const observe = (kind: ObservedKind, observation: object) => ({
    observations: { ...input.observations, [kind]: observation },
  });

  it.each<ObservedKind>([
    'namespaces',
    'externalsecrets',
    'clusterexternalsecrets',
  ])('holds while %s were never observed', kind => {
    const error = {
      code: 'unreachable',
      message: message('no-answer', { problem: 'connection refused' }),
    };
    expect(derive(objects, observe(kind, { error }))).toMatchObject({
      state: 'unknown',
      cause: 'cluster-unobserved',
      evidence: [
        {
          field: `observation of ${kind}`,
          value: 'unreachable: connection refused',
        },
      ],
    });
  });

  it.each([
    [
      'forbidden',
      'Allow the reader of cluster hub to list and watch namespaces',
    ],
    ['unauthorized', "Renew the reader's credential for cluster hub"],
    [
      'not-installed',
      'Install External Secrets Operator with its CRDs on cluster hub: it has no namespaces',
    ],
  ])(
    'holds as soon as a kind is %s, however lately it was observed',
    (code, text) => {
      const error = { code, message: message('no-answer', { problem: 'why' }) };
      expect(
        derive(
          objects,
          observe('namespaces', { observedAt: input.now, error }),
        ),
      ).toMatchObject({
        state: 'unknown',
        cause: 'kind-unreadable',
        remedy: { by: 'platform', text },
      });
    },
  );

  it('names a kind that is refused before one that is only not observed', () => {
    const error = (code: string) => ({
      error: { code, message: message('no-answer', { problem: code }) },
    });
    const observations = {
      ...input.observations,
      namespaces: error('unreachable'),
      externalsecrets: error('forbidden'),
      clusterexternalsecrets: error('unreachable'),
    } as typeof input.observations;
    expect(derive(objects, { observations })).toMatchObject({
      cause: 'kind-unreadable',
      summary: 'Unknown: externalsecrets of cluster hub cannot be read',
      evidence: [
        { value: 'unreachable: unreachable' },
        { value: 'forbidden: forbidden' },
        { value: 'unreachable: unreachable' },
      ],
    });
  });

  it.each([
    [{ observedAt: undefined }, 'Not observed yet'],
    [{ observedAt: 0 }, 'Not observed lately'],
  ])('says whether a kind was ever observed: %j', (observation, value) => {
    const derived = derive(objects, observe('namespaces', observation));
    expect(derived).toMatchObject({
      state: 'unknown',
      cause: 'cluster-unobserved',
    });
    expect(derived.evidence).toEqual([
      {
        kind: 'Cluster',
        name: 'hub',
        field: 'observation of namespaces',
        value,
        at: observation.observedAt,
      },
    ]);
    expect(derived.remedy.text).toContain('Check why cluster hub cannot');
  });

  it('does not hold at the first trouble, while knowledge is fresh', () => {
    const observedAt = input.now - input.limits.observationMaxAgeMs;
    const error = {
      code: 'failing',
      message: message('no-answer', { problem: 'HTTP 500' }),
    };
    expect(
      derive(objects, observe('namespaces', { observedAt, error })).state,
    ).toBe('synced');
    expect(
      derive(
        objects,
        observe('namespaces', { observedAt: observedAt - 1, error }),
      ),
    ).toMatchObject({ state: 'unknown', since: observedAt - 1 });
  });

  it('does not depend on distributions where a team declared it itself', () => {
    const own = externalSecret('own', 'app', { status: syncedStatus('own') });
    const error = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'why' }),
    };
    expect(
      derive([silent, own, store], observe('clusterexternalsecrets', { error }))
        .state,
    ).toBe('synced');
  });

  it('depends on distributions where one owns the copy, given or not', () => {
    const error = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'why' }),
    };
    expect(
      derive(
        [silent, childOf(oauth, 'app'), store],
        observe('clusterexternalsecrets', { error }),
      ).state,
    ).toBe('unknown');
  });

  it('holds before stores, and the events of a failure, were looked for', () => {
    const error = {
      code: 'connecting',
      message: message('no-answer', { problem: 'Not observed yet' }),
    };
    const unlooked = (kind: ObservedKind) => observe(kind, { error });
    expect(derive(objects, unlooked('clustersecretstores'))).toMatchObject({
      state: 'unknown',
      cause: 'cluster-unobserved',
    });
    expect(derive(objects, unlooked('secretstores')).state).toBe('synced');
    expect(derive(objects, unlooked('events')).state).toBe('synced');
    const status = failedStatus(GET_FAILED);
    const failing = [asking, oauth, childOf(oauth, 'app', { status }), store];
    expect(derive(failing, unlooked('events')).state).toBe('unknown');
    expect(
      derive(failing, observe('events', { error, observedAt: input.now }))
        .state,
    ).toBe('failed');
    expect(
      derive(failing, observe('events', { error, observedAt: 0 })).state,
    ).toBe('failed');
  });

  it('does not hold without stores or events, which is warned of instead', () => {
    const error = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'no right' }),
    };
    const withoutStores = derive(objects, {
      stores: [],
      ...observe('clustersecretstores', { error }),
    });
    expect(withoutStores.state).toBe('synced');
    expect(withoutStores.warnings).toEqual([
      {
        code: 'partial-knowledge',
        text: expect.stringContaining(
          'clustersecretstores cannot be read (no right)',
        ),
      },
    ]);
    const failing = [
      asking,
      oauth,
      childOf(oauth, 'app', { status: failedStatus(GET_FAILED) }),
      store,
    ];
    expect(derive(failing, observe('events', { error }))).toMatchObject({
      state: 'failed',
      cause: 'other',
      warnings: [
        {
          code: 'partial-knowledge',
          text: expect.stringContaining('events cannot be read (no right)'),
        },
      ],
    });
  });
});
