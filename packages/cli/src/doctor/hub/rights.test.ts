import {
  describeRight,
  describeSubject,
  requesterOf,
  rightsOfEntry,
} from './rights';

describe('an entry of rights', () => {
  const entry = {
    group: '',
    resources: ['secrets', 'pods'],
    verbs: ['get', 'list'],
    why: 'it reads',
  };

  it('is one right for each verb on each resource', () => {
    expect(rightsOfEntry(entry)).toEqual([
      { group: '', resource: 'secrets', verb: 'get' },
      { group: '', resource: 'secrets', verb: 'list' },
      { group: '', resource: 'pods', verb: 'get' },
      { group: '', resource: 'pods', verb: 'list' },
    ]);
  });

  it('keeps the place and the name, where it has them', () => {
    const [first] = rightsOfEntry({ ...entry, namespace: 'hub', name: 'a' });
    expect(first).toEqual({
      group: '',
      resource: 'secrets',
      verb: 'get',
      namespace: 'hub',
      name: 'a',
    });
    expect(rightsOfEntry(entry)[0]).not.toHaveProperty('namespace');
    expect(rightsOfEntry(entry)[0]).not.toHaveProperty('name');
  });
});

describe('a right in words', () => {
  it.each([
    [{ verb: 'list', group: '', resource: 'secrets' }, 'list secrets'],
    [
      { verb: 'get', group: 'apps', resource: 'deployments', name: 'a' },
      'get deployments.apps a',
    ],
    [
      { verb: 'get', group: '', resource: 'pods', namespace: 'hub' },
      'get pods in namespace hub',
    ],
    [{ verb: '*', group: '*', resource: '*' }, 'do everything'],
  ])('is, of %j: %s', (right, text) => {
    expect(describeRight(right)).toBe(text);
  });
});

describe('a subject', () => {
  const account = {
    kind: 'ServiceAccount' as const,
    namespace: 'backstage',
    name: 'reader',
  };
  const group = { kind: 'Group' as const, name: 'platform-team' };
  const user = { kind: 'User' as const, name: 'anna' };

  it.each([
    [account, 'service account backstage/reader'],
    [group, 'group platform-team'],
    [user, 'user anna'],
  ])('is told with its kind: %j', (subject, text) => {
    expect(describeSubject(subject)).toBe(text);
  });

  it('makes requests with the groups that Kubernetes gives it', () => {
    expect(requesterOf(account)).toEqual({
      user: 'system:serviceaccount:backstage:reader',
      groups: [
        'system:serviceaccounts',
        'system:serviceaccounts:backstage',
        'system:authenticated',
      ],
    });
    expect(requesterOf(group)).toEqual({
      user: 'central-secrets:any-member-of:platform-team',
      groups: ['platform-team', 'system:authenticated'],
    });
    expect(requesterOf(user)).toEqual({
      user: 'anna',
      groups: ['system:authenticated'],
    });
  });
});
