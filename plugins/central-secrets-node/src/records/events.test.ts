import {
  Change,
  clusterSecretStore,
  externalSecret,
  secretStore,
  storeEvent,
  updateFailedEvent,
} from '../testUtils';
import {
  eventTime,
  isEventAbout,
  isEventAboutStore,
  isFromFuture,
} from './events';
import { parseEvent } from './parse/event';
import { parseExternalSecret } from './parse/externalSecret';
import { parseStore } from './parse/store';

const raw = externalSecret('registry', 'shop');
const about = parseExternalSecret(raw);
const event = (change: Change = {}) =>
  parseEvent(updateFailedEvent(raw, 'not found', change));

describe('isEventAbout', () => {
  it('knows the event that the operator writes', () => {
    expect(isEventAbout(event(), about)).toBe(true);
    expect(
      isEventAbout(event({ involvedObject: { apiVersion: '' } }), about),
    ).toBe(true);
  });

  it.each<[string, Change]>([
    [
      'stands in another namespace, with everything else right',
      {
        metadata: { namespace: 'mallory' },
        involvedObject: { namespace: 'mallory' },
      },
    ],
    [
      'stands in another namespace, and names the right one',
      { metadata: { namespace: 'mallory' } },
    ],
    [
      'stands in the namespace default, as one of a cluster-wide object does',
      {
        metadata: { namespace: 'default' },
        involvedObject: { namespace: '' },
      },
    ],
    ['has another name', { involvedObject: { name: 'other' } }],
    ['has another uid', { involvedObject: { uid: 'uid-of-another-life' } }],
    ['has no uid', { involvedObject: { uid: '' } }],
    ['is about another kind', { involvedObject: { kind: 'SecretStore' } }],
    [
      'is about a kind of that name of another group',
      { involvedObject: { apiVersion: 'mallory.example/v1' } },
    ],
    [
      'is about a kind of the core group',
      { involvedObject: { apiVersion: 'v1' } },
    ],
  ])('does not take the one that %s', (_, change) => {
    expect(isEventAbout(event(change), about)).toBe(false);
  });
});

describe('isEventAboutStore', () => {
  const shared = clusterSecretStore('vault');
  const own = secretStore('own', 'shop');
  const isAbout = (store: typeof shared, change: Change = {}) =>
    isEventAboutStore(
      parseEvent(storeEvent(store, 'unable to log in', change)),
      parseStore(store),
    );

  it('knows the events that the operator writes', () => {
    expect(isAbout(shared)).toBe(true);
    expect(isAbout(own)).toBe(true);
  });

  it.each<[string, Change]>([
    [
      'stands in the namespace of a team',
      { metadata: { namespace: 'mallory' } },
    ],
    [
      'stands there, with a namespace of the store as well',
      {
        metadata: { namespace: 'mallory' },
        involvedObject: { namespace: 'mallory' },
      },
    ],
    [
      'says that it is about a SecretStore',
      { involvedObject: { kind: 'SecretStore', namespace: 'default' } },
    ],
    ['has another uid', { involvedObject: { uid: 'uid-of-another-life' } }],
    ['has another name', { involvedObject: { name: 'other' } }],
    [
      'is about a kind of that name of another group',
      { involvedObject: { apiVersion: 'mallory.example/v1' } },
    ],
  ])('does not take one for a ClusterSecretStore’s that %s', (_, change) => {
    expect(isAbout(shared, change)).toBe(false);
  });

  it.each<[string, Change]>([
    ['stands in another namespace', { metadata: { namespace: 'mallory' } }],
    [
      'is about a store of that name elsewhere',
      {
        metadata: { namespace: 'mallory' },
        involvedObject: { namespace: 'mallory' },
      },
    ],
    ['is about another kind', { involvedObject: { kind: 'ExternalSecret' } }],
  ])('does not take one for a SecretStore’s that %s', (_, change) => {
    expect(isAbout(own, change)).toBe(false);
  });
});

describe('eventTime', () => {
  const NOW = Date.parse('2026-11-23T05:30:00Z');
  const written = (time: string) => ({
    metadata: { managedFields: [{ manager: 'm', time }] },
  });

  it('is what the event says, where that can be true', () => {
    const lastTimestamp = '2026-11-23T05:30:59Z';
    expect(eventTime(event({ lastTimestamp }), NOW)).toBe(
      Date.parse(lastTimestamp),
    );
  });

  it('is when the API server took down its last write, where the event says a time to come', () => {
    expect(
      eventTime(
        event({
          lastTimestamp: '2036-11-23T05:30:00Z',
          ...written('2026-11-23T05:20:00Z'),
        }),
        NOW,
      ),
    ).toBe(Date.parse('2026-11-23T05:20:00Z'));
  });

  it('is when the event was made, where both say a time to come', () => {
    const made = event({
      lastTimestamp: '2036-11-23T05:30:00Z',
      ...written('2036-11-23T05:20:00Z'),
    });
    expect(eventTime(made, NOW)).toBe(made.createdAt);
  });
});

describe('isFromFuture', () => {
  it('leaves a minute to clocks that differ', () => {
    expect(isFromFuture(60_000, 0)).toBe(false);
    expect(isFromFuture(60_001, 0)).toBe(true);
  });
});
