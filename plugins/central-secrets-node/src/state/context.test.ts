import { BUILT_AT, childOf, distribution, syncedStatus } from '../testUtils';
import {
  asking,
  awaitedMoments,
  derive,
  evidenceOf,
  oauth,
  silent,
  store,
} from './__testUtils__/derive';

describe('the operator’s reason in status.failedNamespaces', () => {
  const failing = (...failedNamespaces: [string, string][]) =>
    distribution('oauth', {
      status: {
        failedNamespaces: failedNamespaces.map(([namespace, reason]) => ({
          namespace,
          reason,
        })),
      },
    });
  const OWN = 'could not create or update ExternalSecret: x';
  const EVERYWHERE = 'failed to list namespaces: timeout';
  const INVALID = 'failed to convert label selector: x';

  it.each<[string, [string, string][], string | undefined]>([
    ['of this namespace', [['app', OWN]], OWN],
    ['of all namespaces', [['unknown', EVERYWHERE]], EVERYWHERE],
    [
      'of this namespace before that of all',
      [
        ['unknown', EVERYWHERE],
        ['app', OWN],
      ],
      OWN,
    ],
  ])('counts: %s', (_, entries, reason) => {
    const derived = derive([asking, failing(...entries)]);
    expect(derived.state).toBe('failed');
    expect(evidenceOf(derived)[0]).toBe(
      `ClusterExternalSecret oauth: status.failedNamespaces[app].reason = ${reason}`,
    );
  });

  it.each<[string, [string, string][]]>([
    ['of another namespace', [['other', OWN]]],
    ['of all namespaces, beside this one’s name', [['app', EVERYWHERE]]],
    ['of no namespace', []],
  ])('does not count: %s', (_, entries) => {
    expect(derive([asking, failing(...entries)]).state).toBe('pending');
  });

  it('says that a selector is invalid, though it looks valid here', () => {
    const derived = derive([asking, failing(['unknown', INVALID])]);
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'selector-invalid',
    });
    expect(evidenceOf(derived)).toEqual([
      `ClusterExternalSecret oauth: spec.namespaceSelectors = ${INVALID}`,
      `ClusterExternalSecret oauth: status.failedNamespaces[app].reason = ${INVALID}`,
      'Namespace app: metadata.labels[secrets/oauth] = true',
    ]);
  });

  it('is outlived by a copy that is there, unless it is about that copy', () => {
    const stateWith = (entry: [string, string]) => {
      const from = failing(entry);
      const child = childOf(from, 'app', { status: syncedStatus('oauth') });
      return derive([asking, from, child, store]).state;
    };
    expect(stateWith(['unknown', EVERYWHERE])).toBe('synced');
    expect(
      stateWith(['app', 'external secret already exists in namespace: oauth']),
    ).toBe('synced');
    expect(stateWith(['app', OWN])).toBe('failed');
  });
});

describe('a copy that was made a moment ago', () => {
  const copy = childOf(oauth, 'app', { status: syncedStatus('oauth') });
  const built = Date.parse(BUILT_AT);
  const after = (ms: number) => new Date(built + ms).toISOString();

  it('counts at once where its request is known', () => {
    expect(derive([asking, oauth, copy, store], {}, after(0)).state).toBe(
      'synced',
    );
  });

  it('may change its state at any time while its request may still become known', () => {
    const objects = [silent, oauth, copy];
    const awaits = (ms: number) =>
      awaitedMoments(objects, after(ms)).includes(built + ms);
    expect(awaits(0)).toBe(true);
    expect(awaits(63_000)).toBe(true);
    expect(awaits(63_001)).toBe(false);
  });

  it('writes the Secret that its own spec names, not the distribution’s', () => {
    const renamed = childOf(oauth, 'app', {
      spec: { target: { name: 'mine' } },
      status: syncedStatus('mine'),
    });
    expect(derive([asking, oauth, renamed, store]).summary).toBe(
      'The Secret mine is up to date',
    );
    const unnamed = childOf(oauth, 'app', {
      spec: { target: { name: undefined } },
      status: syncedStatus('oauth'),
    });
    expect(derive([asking, oauth, unnamed, store]).summary).toBe(
      'The Secret oauth is up to date',
    );
  });
});
