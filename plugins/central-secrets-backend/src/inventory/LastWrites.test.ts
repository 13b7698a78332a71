import { EventRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Events } from './Events';
import { LastWrites } from './LastWrites';

const event = (
  involvedUid: string,
  reason: string,
  lastAt: number,
): EventRecord => ({
  namespace: 'shop',
  name: `${involvedUid}.${reason}`,
  uid: `${involvedUid}.${reason}`,
  resourceVersion: '1',
  involvedApiVersion: 'external-secrets.io/v1',
  involvedKind: 'ExternalSecret',
  involvedNamespace: 'shop',
  involvedName: 'registry',
  involvedUid,
  type: 'Normal',
  reason,
  message: '',
  count: 1,
  lastAt,
  createdAt: 0,
  writtenAt: 0,
});

const about = (uid: string, namespace = 'shop') => ({
  namespace,
  name: 'registry',
  uid,
});

describe('LastWrites', () => {
  it('remembers the newest write after its event is gone, and after a new list without it', () => {
    const writes = new LastWrites();
    const events = new Events({ lastWrites: writes, clusterNow: () => 0 });
    events.upsert(event('a', 'Created', 10));
    events.upsert(event('a', 'Updated', 20));
    events.upsert(event('a', 'UpdateFailed', 30));
    events.remove(event('a', 'Updated', 20));
    const relisted = new Events({ lastWrites: writes, clusterNow: () => 0 });
    relisted.upsert(event('a', 'Created', 10));
    expect(writes.of(about('a'))).toEqual({ reason: 'Updated', lastAt: 20 });
  });

  it('knows nothing of what was never written', () => {
    const writes = new LastWrites();
    writes.note(event('a', 'UpdateFailed', 30), 30);
    expect(writes.of(about('a'))).toBeUndefined();
  });

  it('forgets those it first heard of when there are too many', () => {
    const writes = new LastWrites({ most: 2 });
    for (const uid of ['a', 'b', 'c']) {
      writes.note(event(uid, 'Created', 10), 10);
    }
    expect(['a', 'b', 'c'].map(uid => writes.of(about(uid))?.lastAt)).toEqual([
      undefined,
      10,
      10,
    ]);
  });

  it('forgets nothing of one namespace because of how much another one writes', () => {
    const writes = new LastWrites({ most: 4, mostInNamespace: 3 });
    writes.note(event('a', 'Created', 10), 10);
    for (let count = 0; count < 100; count += 1) {
      const foreign = { ...event(`m${count}`, 'Created', 10), namespace: 'm' };
      writes.note(foreign, 10);
      writes.note({ ...foreign, namespace: 'n' }, 10);
    }
    expect(writes.of(about('a'))).toEqual({ reason: 'Created', lastAt: 10 });
    expect(writes.of(about('m99', 'm'))).toBeDefined();
    expect(writes.of(about('m0', 'm'))).toBeUndefined();
  });

  it('knows apart what has one uid in two namespaces', () => {
    const writes = new LastWrites();
    writes.note({ ...event('a', 'Created', 99), namespace: 'm' }, 99);
    writes.note(event('a', 'Created', 10), 10);
    expect(writes.of(about('a'))).toEqual({ reason: 'Created', lastAt: 10 });
  });
});
