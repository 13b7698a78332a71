import type {
  SecretUsage,
  SecretUserView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { before } from '../__testUtils__/fixtures';
import { testTranslate } from '../__testUtils__/translate';
import {
  usageOf,
  usageResponse,
  user,
  way,
} from '../__testUtils__/usageFixtures';
import {
  oldPodsOf,
  unpermittedIn,
  usedByOf,
  usedByText,
  wayText,
} from './usedBy';

const t = testTranslate();
const ID = { id: 'hub/backstage/git' };
const ready = (changes: Partial<SecretUsage> = {}) => ({
  status: 'ready' as const,
  receivedAt: 0,
  data: usageResponse([usageOf('another'), usageOf('git', changes)]),
});
const told = (changes: Partial<SecretUsage>) => usedByOf(ready(changes), ID);
const error = new Error('no connection');

describe('the knowledge about the consumers of a Secret', () => {
  it('is awaited, while the question is loading', () => {
    expect(usedByOf({ status: 'loading' }, ID)).toEqual({ status: 'loading' });
  });

  it('is why it could not be read', () => {
    expect(usedByOf({ status: 'failed', error }, ID)).toEqual({
      status: 'failed',
      error,
    });
  });

  it('is what is told of this Secret', () => {
    expect(usedByOf(ready(), ID)).toEqual({
      status: 'told',
      usage: usageOf('git'),
      unreadable: [],
      readAt: Date.parse(before(2_000)),
    });
  });

  it('is what was told last, with the reason why it could not be read again', () => {
    expect(usedByOf({ ...ready(), refreshError: error }, ID)).toMatchObject({
      status: 'told',
      refreshError: error,
    });
  });

  it('is nothing, where the backend does not tell of this Secret', () => {
    expect(usedByOf(ready(), { id: 'hub/backstage/new' })).toEqual({
      status: 'untold',
    });
  });
});

describe('the consumers in a few words', () => {
  const unused = [message('unused', { secret: 'git' })];
  const serviceAccount = user({ kind: 'ServiceAccount', name: 'default' });
  const ingress = user({ kind: 'Ingress', name: 'front' });

  it.each<[Partial<SecretUsage>, string | undefined]>([
    [{ users: [user()] }, 'used by 1 workload'],
    [{ users: [user(), ingress, user()] }, 'used by 2 workloads'],
    [
      { users: [user()], leftOut: { users: 3, oldPods: 0 } },
      'used by 4 workloads',
    ],
    [
      { users: [serviceAccount, ingress] },
      'used by ServiceAccount default, Ingress front',
    ],
    [{ users: [], warnings: unused as never }, 'not used by any workload'],
    [{ users: [] }, undefined],
    [
      { users: [], warnings: [{ code: 'new', parameters: {} }] as never },
      undefined,
    ],
  ])('of %j are: %s', (changes, text) => {
    expect(usedByText(told(changes), t)).toBe(text);
  });

  it('are none, where they are not known', () => {
    expect(usedByText({ status: 'loading' }, t)).toBeUndefined();
  });
});

describe('the pods that still use the previous value', () => {
  const old = (count: number) =>
    user({ pods: { count: 5, old: count, unknown: 0 } });

  it('are those of every consumer, and of those that are left out', () => {
    expect(oldPodsOf(told({ users: [old(2), old(1)] }))).toBe(3);
    expect(
      oldPodsOf(told({ users: [old(2)], leftOut: { users: 1, oldPods: 4 } })),
    ).toBe(6);
  });

  it('are none, where nothing is known', () => {
    expect(oldPodsOf({ status: 'untold' })).toBe(0);
  });
});

describe('the namespaces whose workloads Backstage may not list', () => {
  const unreadable = (resource: string, code: string) => ({
    status: 'ready' as const,
    receivedAt: 0,
    data: usageResponse([], {
      unreadable: [
        { resource: 'deployments', code: 'forbidden', message: 'no' },
        { resource, code, message: 'no' },
      ] as never,
    }),
  });

  it.each([
    ['pods', 'forbidden', ['backstage']],
    ['pods', 'unreachable', []],
    ['jobs', 'forbidden', []],
  ])('are, where %s are %s: %j', (resource, code, namespaces) => {
    expect(unpermittedIn(unreadable(resource, code))).toEqual(namespaces);
  });

  it('are none, where all could be read, or nothing is known', () => {
    expect(unpermittedIn(ready())).toEqual([]);
    expect(unpermittedIn({ status: 'loading' })).toEqual([]);
  });
});

describe('a way of use in words', () => {
  it.each<[Partial<SecretUserView['ways'][number]>, string]>([
    [
      {},
      'token as variables in container app: read when the container starts, and kept until it restarts',
    ],
    [
      { keys: ['a', 'b'], keysLeftOut: 2, way: 'volume', readAt: 'always' },
      'a, b and 2 more as files in container app: updated automatically',
    ],
    [
      { keys: null, keysLeftOut: 2, way: 'volume', readAt: 'always' },
      'every key as a file in container app: updated automatically',
    ],
    [
      {
        way: 'imagePullSecrets',
        keys: ['.dockerconfigjson'],
        container: null,
        serviceAccount: 'default',
        readAt: 'pull',
      },
      'to pull images through ServiceAccount default: read whenever an image is pulled',
    ],
    [
      { way: 'new', keys: null, container: null, readAt: 'seldom' },
      'new: seldom',
    ],
    [
      { way: 'new', keys: ['a', 'b'], container: null, readAt: 'seldom' },
      'new a, b: seldom',
    ],
  ])('of %j', (changes, text) => {
    expect(wayText(way(changes), t)).toBe(text);
  });
});
