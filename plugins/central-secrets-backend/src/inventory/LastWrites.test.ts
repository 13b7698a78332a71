import { EventRecord } from '@central-secrets/backstage-plugin-central-secrets-common';
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
  involvedKind: 'ExternalSecret',
  involvedName: 'registry',
  involvedUid,
  type: 'Normal',
  reason,
  message: '',
  count: 1,
  lastAt,
});

describe('LastWrites', () => {
  it('remembers the newest write after its event is gone, and after a new list without it', () => {
    const writes = new LastWrites();
    const events = new Events(writes);
    events.upsert(event('a', 'Created', 10));
    events.upsert(event('a', 'Updated', 20));
    events.upsert(event('a', 'UpdateFailed', 30));
    events.remove(event('a', 'Updated', 20));
    const relisted = new Events(writes);
    relisted.upsert(event('a', 'Created', 10));
    expect(writes.of('a')).toEqual({ reason: 'Updated', lastAt: 20 });
  });

  it('knows nothing of what was never written', () => {
    const writes = new LastWrites();
    writes.note(event('a', 'UpdateFailed', 30));
    expect(writes.of('a')).toBeUndefined();
  });

  it('forgets those it first heard of when there are too many', () => {
    const writes = new LastWrites(2);
    for (const uid of ['a', 'b', 'c']) {
      writes.note(event(uid, 'Created', 10));
    }
    expect(['a', 'b', 'c'].map(uid => writes.of(uid)?.lastAt)).toEqual([
      undefined,
      10,
      10,
    ]);
  });
});
