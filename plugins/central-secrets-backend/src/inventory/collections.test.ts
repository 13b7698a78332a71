import fc from 'fast-check';
import {
  DistributionRecord,
  EventRecord,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ByNamespace, Distributions, Namespaces } from './collections';
import { Events } from './Events';
import { LastWrites } from './LastWrites';

const KEY = 'backstage.io/kubernetes-id';

const namespace = (
  name: string,
  labels: Record<string, string>,
): NamespaceRecord => ({
  name,
  uid: `uid-of-${name}`,
  resourceVersion: '1',
  createdAt: 0,
  labels,
  annotations: {},
  finalizers: [],
  labelTimes: {},
});

const event = (
  name: string,
  involvedUid: string,
  lastAt: number,
  resourceVersion = '1',
): EventRecord => ({
  namespace: 'team',
  name,
  uid: `uid-of-${name}`,
  resourceVersion,
  involvedApiVersion: 'external-secrets.io/v1',
  involvedKind: 'ExternalSecret',
  involvedNamespace: 'team',
  involvedName: 'x',
  involvedUid,
  type: 'Warning',
  reason: 'UpdateFailed',
  message: name,
  count: 1,
  lastAt,
  createdAt: 0,
  writtenAt: 0,
});

const about = (uid: string) => ({ namespace: 'team', name: 'x', uid });
const newEvents = () => new Events({ clusterNow: () => 0 });

describe('Namespaces', () => {
  it('finds by label what is there, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom('a', 'b', 'c', 'd'),
            id: fc.constantFrom('x', 'y', undefined),
            removed: fc.boolean(),
          }),
        ),
        steps => {
          const namespaces = new Namespaces();
          const truth = new Map<string, string | undefined>();
          for (const { name, id, removed } of steps) {
            if (removed) {
              namespaces.remove({ name });
              truth.delete(name);
            } else {
              namespaces.upsert(namespace(name, id ? { [KEY]: id } : {}));
              truth.set(name, id);
            }
          }
          expect(namespaces.size).toBe(truth.size);
          for (const value of ['x', 'y', 'z']) {
            expect(
              namespaces
                .withLabel(KEY, value)
                .map(({ name }) => name)
                .sort(),
            ).toEqual(
              [...truth]
                .filter(([, id]) => id === value)
                .map(([name]) => name)
                .sort(),
            );
          }
        },
      ),
    );
  });

  it('finds by any other label too', () => {
    const namespaces = new Namespaces();
    namespaces.upsert(namespace('a', { team: 'x' }));
    expect(namespaces.withLabel('team', 'x')).toHaveLength(1);
    expect(namespaces.withLabel('constructor', 'x')).toHaveLength(0);
  });
});

describe('Distributions', () => {
  const distribution = (name: string, labelKeys: readonly string[]) =>
    ({
      name,
      annotations: {},
      selectors: labelKeys.map((key, index) =>
        index % 2
          ? { matchExpressions: [{ key, operator: 'Exists' }] }
          : { matchLabels: { [key]: 'true' } },
      ),
    } as unknown as DistributionRecord);
  const names = (records: readonly DistributionRecord[]) =>
    records.map(({ name }) => name);
  const LABEL_KEYS = ['x', 'y', 'z', 'constructor'];

  it('finds by the labels that are looked at what looking at all would find', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom('a', 'b', 'c', 'd'),
            labelKeys: fc.uniqueArray(fc.constantFrom(...LABEL_KEYS)),
            removed: fc.boolean(),
          }),
        ),
        fc.subarray(LABEL_KEYS),
        (steps, asked) => {
          const distributions = new Distributions();
          const truth = new Map<string, readonly string[]>();
          for (const { name, labelKeys, removed } of steps) {
            if (removed) {
              distributions.remove({ name });
              truth.delete(name);
            } else {
              distributions.upsert(distribution(name, labelKeys));
              truth.set(name, labelKeys);
            }
          }
          expect(names(distributions.askingFor(asked))).toEqual(
            [...truth]
              .filter(([, keys]) => keys.some(key => asked.includes(key)))
              .map(([name]) => name)
              .sort(),
          );
          expect(names([...distributions.records.values()])).toEqual([
            ...truth.keys(),
          ]);
        },
      ),
    );
  });
});

describe('ByNamespace', () => {
  it('counts each name of each namespace once', () => {
    const records = new ByNamespace<{ namespace: string; name: string }>();
    const a = { namespace: 'one', name: 'a' };
    records.upsert(a);
    records.upsert({ ...a });
    records.upsert({ namespace: 'two', name: 'a' });
    expect(records.size).toBe(2);
    records.remove(a);
    records.remove(a);
    expect(records.size).toBe(1);
    expect(records.in('one')).toEqual([]);
    expect(records.get('two', 'a')).toBeDefined();
  });
});

describe('Events', () => {
  it('keeps the ten newest about an object, newest first', () => {
    const events = newEvents();
    for (let at = 0; at < 15; at++) {
      events.upsert(event(`e${at}`, 'u', at));
    }
    events.upsert(event('other', 'v', 99));
    expect(events.about(about('u')).map(({ lastAt }) => lastAt)).toEqual([
      14, 13, 12, 11, 10, 9, 8, 7, 6, 5,
    ]);
    expect(events.size).toBe(11);
  });

  it('has the one that was written later first, of two in one second', () => {
    const [later, earlier] = [
      event('a', 'u', 1, '10'),
      event('b', 'u', 1, '9'),
    ];
    for (const order of [
      [earlier, later],
      [later, earlier],
    ]) {
      const events = newEvents();
      order.forEach(each => events.upsert(each));
      expect(events.about(about('u'))).toEqual([later, earlier]);
    }
  });

  it('moves an event up when it happens again, and lets it go when it expires', () => {
    const events = newEvents();
    events.upsert(event('a', 'u', 1));
    events.upsert(event('b', 'u', 2));
    events.upsert(event('a', 'u', 3));
    expect(events.about(about('u')).map(({ name }) => name)).toEqual([
      'a',
      'b',
    ]);
    events.remove({ namespace: 'team', name: 'a' });
    events.remove({ namespace: 'team', name: 'b' });
    events.remove({ namespace: 'team', name: 'never-there' });
    expect(events.about(about('u'))).toEqual([]);
    expect(events.size).toBe(0);
  });

  const foreign = (name: string, lastAt: number): EventRecord => ({
    ...event(name, 'u', lastAt),
    namespace: 'mallory',
    involvedNamespace: 'mallory',
  });

  it('has none of another namespace among those about an object, however many and new they are', () => {
    const events = newEvents();
    events.upsert(event('real', 'u', 1));
    for (let count = 0; count < 20; count += 1) {
      events.upsert(foreign(`f${count}`, 50 + count));
      events.upsert({
        ...foreign(`g${count}`, 50),
        involvedNamespace: 'team',
      });
    }
    expect(events.about(about('u')).map(({ name }) => name)).toEqual(['real']);
    expect(events.size).toBe(11);
  });

  it('has events whose time is still to come among the others by when they were written', () => {
    const clusterNow = () => 1_000_000;
    const lastWrites = new LastWrites();
    const events = new Events({ clusterNow, lastWrites });
    const updated = { reason: 'Updated' };
    for (let count = 0; count < 10; count += 1) {
      events.upsert({ ...event(`to come ${count}`, 'u', 9e12), ...updated });
    }
    events.upsert({ ...event('real', 'u', 900_000), ...updated });
    const [newest, ...others] = events.about(about('u'));
    expect(newest.name).toBe('real');
    expect(others).toHaveLength(9);
    expect(lastWrites.of(about('u'))).toEqual({
      reason: 'Updated',
      lastAt: 900_000,
    });
    events.upsert({ ...event('later', 'u', 950_000), ...updated });
    expect(lastWrites.of(about('u'))?.lastAt).toBe(950_000);
  });

  it('keeps events about so many objects of a namespace, and lets go of the first of that one', () => {
    const events = new Events({ clusterNow: () => 0, mostInvolved: 3 });
    events.upsert(event('real', 'u', 1));
    for (let count = 0; count < 10; count += 1) {
      events.upsert({
        ...foreign(`f${count}`, 50),
        involvedUid: `made-up-${count}`,
      });
    }
    expect(events.about(about('u'))).toHaveLength(1);
    expect(events.size).toBe(4);
    expect([...events]).toHaveLength(4);
  });
});
