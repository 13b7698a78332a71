import fc from 'fast-check';
import {
  DistributionRecord,
  EventRecord,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ByNamespace, Distributions, Namespaces } from './collections';
import { Events } from './Events';

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
  involvedKind: 'ExternalSecret',
  involvedName: 'x',
  involvedUid,
  type: 'Warning',
  reason: 'UpdateFailed',
  message: name,
  count: 1,
  lastAt,
});

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
    const events = new Events();
    for (let at = 0; at < 15; at++) {
      events.upsert(event(`e${at}`, 'u', at));
    }
    events.upsert(event('other', 'v', 99));
    expect(events.about('u').map(({ lastAt }) => lastAt)).toEqual([
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
      const events = new Events();
      order.forEach(each => events.upsert(each));
      expect(events.about('u')).toEqual([later, earlier]);
    }
  });

  it('moves an event up when it happens again, and lets it go when it expires', () => {
    const events = new Events();
    events.upsert(event('a', 'u', 1));
    events.upsert(event('b', 'u', 2));
    events.upsert(event('a', 'u', 3));
    expect(events.about('u').map(({ name }) => name)).toEqual(['a', 'b']);
    events.remove({ namespace: 'team', name: 'a' });
    events.remove({ namespace: 'team', name: 'b' });
    events.remove({ namespace: 'team', name: 'never-there' });
    expect(events.about('u')).toEqual([]);
    expect(events.size).toBe(0);
  });
});
