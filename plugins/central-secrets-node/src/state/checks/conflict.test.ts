import {
  BUILT_AT,
  Change,
  childOf,
  distribution,
  externalSecret,
  RawObject,
  failedStatus,
  gatherInput,
  syncedStatus,
  updateFailedEvent,
} from '../../testUtils';
import {
  NOW,
  oauth,
  asking,
  silent,
  store,
  derive,
  deriveChild,
  codesOf,
  GET_FAILED,
  evidenceOf,
} from '../__testUtils__/derive';

describe('conflict', () => {
  const taken = (reason: string) =>
    distribution('oauth', {
      status: { failedNamespaces: [{ namespace: 'app', reason }] },
    });

  it('holds where only the operator has seen the other ExternalSecret', () => {
    const derived = derive([
      asking,
      taken('external secret already exists in namespace'),
    ]);
    expect(evidenceOf(derived)).toEqual([
      'ClusterExternalSecret oauth: status.failedNamespaces[app].reason = external secret already exists in namespace',
    ]);
    expect(derived).toMatchObject({
      state: 'conflict',
      cause: 'name-taken',
      remedy: {
        command:
          'kubectl annotate clusterexternalsecret oauth external-secrets.io/force-sync="$(date +%s)" --overwrite',
      },
    });
  });

  it('knows the operator’s reason with a detail behind it', () => {
    expect(
      derive([
        asking,
        taken('external secret already exists in namespace: oauth'),
      ]),
    ).toMatchObject({ state: 'conflict', cause: 'name-taken' });
  });

  it.each([
    [undefined, 'none: declared by itself'],
    [{ kind: 'Application', name: 'shop', uid: 'u' }, 'Application shop'],
  ])('holds since the other ExternalSecret exists: owner %j', (owner, told) => {
    const other = externalSecret('oauth', 'app', {
      metadata: {
        creationTimestamp: '2026-11-23T05:00:10Z',
        ...(owner && { ownerReferences: [{ ...owner, controller: true }] }),
      },
    });
    const derived = derive([asking, oauth, other]);
    expect(derived).toMatchObject({
      state: 'conflict',
      cause: 'name-taken',
      since: Date.parse('2026-11-23T05:00:10Z'),
      remedy: { command: 'kubectl describe externalsecret oauth -n app' },
    });
    expect(evidenceOf(derived)).toEqual([
      `ExternalSecret oauth: metadata.ownerReferences = ${told}`,
    ]);
  });

  it('is over once the copy is there, whatever the operator said before', () => {
    const now = taken('external secret already exists in namespace');
    expect(
      derive([
        asking,
        now,
        childOf(now, 'app', { status: syncedStatus('oauth') }),
        store,
      ]).state,
    ).toBe('synced');
  });

  it('holds for who lost the race for a new Secret', () => {
    const child = childOf(oauth, 'app', {
      status: failedStatus('could not update secret'),
    });
    const winner = externalSecret('winner', 'app', {
      spec: { target: { name: 'oauth' } },
    });
    const event = updateFailedEvent(child, 'secrets "oauth" already exists');
    expect(derive([asking, oauth, child, winner, event, store])).toMatchObject({
      state: 'conflict',
      cause: 'secret-owned-by-another',
      summary: 'The Secret oauth belongs to another ExternalSecret, winner',
    });
    expect(derive([asking, oauth, child, event, store]).state).toBe('failed');
  });

  it('holds where another controller than the operator owns the Secret', () => {
    expect(
      deriveChild({
        status: failedStatus('failed to take ownership of target secret'),
      }),
    ).toMatchObject({ state: 'conflict', cause: 'secret-owned-by-another' });
  });

  describe('beside a Ready owner of the Secret, with a text that says nothing', () => {
    const owner = (change: Change = {}) =>
      externalSecret('owner', 'app', {
        spec: { target: { name: 'oauth' } },
        status: syncedStatus('oauth'),
        ...change,
      });
    const beside = (other: RawObject, text: string) =>
      derive([
        asking,
        oauth,
        childOf(oauth, 'app', { status: failedStatus(text) }),
        other,
        store,
      ]).state;

    it.each<[string, RawObject, string]>([
      ['holds', owner(), 'could not update secret'],
      ['holds for a text of no known operator', owner(), 'error 4711'],
    ])('%s', (_, other, text) => {
      expect(beside(other, text)).toBe('conflict');
    });

    it.each<[string, RawObject, string]>([
      ['the attempt ended before the write', owner(), GET_FAILED],
      [
        'the other one is not Ready',
        owner({ status: failedStatus('error') }),
        'error',
      ],
      [
        'the other one wrote another Secret last',
        owner({ status: syncedStatus('former') }),
        'error',
      ],
      [
        'the other one merges',
        owner({
          spec: { target: { name: 'oauth', creationPolicy: 'Merge' } },
        }),
        'error',
      ],
    ])('does not hold where %s', (_, other, text) => {
      expect(beside(other, text)).toBe('failed');
    });
  });

  const writer = (name: string, creationPolicy: string, change: Change = {}) =>
    externalSecret(name, 'app', {
      spec: { target: { name: 'shared', creationPolicy } },
      status: syncedStatus('shared'),
      ...change,
    });

  it.each([
    ['Merge', 'Merge'],
    ['Merge', 'Orphan'],
    ['CreateOrMerge', 'Merge'],
  ])('holds for %s beside %s: for each of both', (one, other) => {
    for (const policies of [
      [one, other],
      [other, one],
    ]) {
      expect(
        derive([silent, writer('a', policies[0]), writer('b', policies[1])]),
      ).toMatchObject({ state: 'conflict', cause: 'several-writers' });
    }
  });

  it('holds since the younger of two writers exists, and shows both', () => {
    const [older, younger] = [10, 20].map(second =>
      writer(`w${second}`, 'Merge', {
        metadata: { creationTimestamp: `2026-11-23T05:00:${second}Z` },
      }),
    );
    const fact = (name: string) =>
      `ExternalSecret ${name}: spec.target = name shared, creationPolicy Merge`;
    for (const objects of [
      [older, younger],
      [younger, older],
    ]) {
      const derived = derive([silent, ...objects]);
      expect(derived.since).toBe(Date.parse('2026-11-23T05:00:20Z'));
      expect(evidenceOf(derived).sort()).toEqual([fact('w10'), fact('w20')]);
    }
  });

  it.each([
    ['Merge', 'Owner'],
    ['Owner', 'Merge'],
  ])(
    'does not hold for %s beside %s: one owns the Secret, which is warned of',
    (own, other) => {
      const derived = derive([
        silent,
        writer('a', own),
        writer('b', other),
        store,
      ]);
      expect(derived.state).toBe('synced');
      expect(codesOf(derived)).toEqual(['contested']);
    },
  );

  it('does not hold for one that writes nothing, beside several that write', () => {
    const derived = derive([
      silent,
      writer('a', 'None'),
      writer('b', 'Merge'),
      writer('c', 'Merge'),
      store,
    ]);
    expect(derived.state).toBe('synced');
    expect(codesOf(derived)).toEqual(['no-secret-written']);
  });

  it('does not hold before there is a copy that writes', () => {
    const merging = distribution('oauth', {
      spec: { externalSecretSpec: { target: { creationPolicy: 'Merge' } } },
    });
    const { rivals } = gatherInput(
      [silent, writer('own', 'Merge'), writer('other', 'Merge')],
      { now: NOW },
    );
    const derived = derive([asking, merging], { rivals });
    expect(derived.state).toBe('pending');
    expect(codesOf(derived)).toEqual(['contested']);
  });

  it('takes no account of who writes nothing, or is being deleted', () => {
    const derived = derive([
      silent,
      writer('a', 'Merge'),
      writer('b', 'None'),
      writer('c', 'Merge', { metadata: { deletionTimestamp: BUILT_AT } }),
      store,
    ]);
    expect(derived.state).toBe('synced');
    expect(codesOf(derived)).toEqual([]);
  });

  describe('among 2,000 that write one Secret', () => {
    const many = (creationPolicy: string) =>
      Array.from({ length: 2_000 }, (_, index) =>
        writer(`w${index}`, creationPolicy),
      );
    const sizeOf = (derived: object) => JSON.stringify(derived).length;

    it('names five of them, and how many more there are', () => {
      const derived = derive([silent, ...many('Merge')]);
      expect(derived).toMatchObject({
        state: 'conflict',
        cause: 'several-writers',
        summary:
          'Several ExternalSecrets write the Secret shared, and none of them owns it: w0, w1, w2, w3, w4, w5 and 1994 more',
      });
      expect(derived.evidence).toHaveLength(7);
      expect(derived.evidence.at(-1)).toEqual({
        kind: 'Namespace',
        name: 'app',
        field: 'other ExternalSecrets that write the Secret shared',
        value: '1994 more',
      });
      expect(sizeOf(derived)).toBeLessThan(3_000);
    });

    it('warns with five of them', () => {
      const derived = derive([silent, ...many('Owner'), store]);
      expect(derived.warnings).toEqual([
        {
          code: 'contested',
          text: 'Other ExternalSecrets also write the Secret shared: ExternalSecret w1, ExternalSecret w2, ExternalSecret w3, ExternalSecret w4, ExternalSecret w5 and 1994 more',
        },
      ]);
      expect(sizeOf(derived)).toBeLessThan(3_000);
    });
  });
});
