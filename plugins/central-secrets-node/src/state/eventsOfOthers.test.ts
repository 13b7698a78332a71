import {
  Change,
  childOf,
  failedStatus,
  syncedStatus,
  updateFailedEvent,
} from '../testUtils';
import {
  GET_FAILED,
  NOW,
  asking,
  derive,
  oauth,
  store,
} from './__testUtils__/derive';
import { parseEvent } from '../records';

const FAR = '2036-11-23T05:00:00Z';
const failing = childOf(oauth, 'app', {
  status: failedStatus(GET_FAILED, '2026-11-23T05:00:20Z'),
});
const real = updateFailedEvent(failing, 'secrets "github-pat" not found', {
  lastTimestamp: '2026-11-23T05:00:21Z',
});
const forged = (change: Change) =>
  updateFailedEvent(failing, 'could not apply template: x', {
    lastTimestamp: '2026-11-23T05:00:29Z',
    ...change,
  });

const foreign = {
  metadata: { namespace: 'mallory' },
  involvedObject: { namespace: 'mallory' },
};

describe('the cause of a failure', () => {
  it('is not changed by an event of another namespace with the uid of the ExternalSecret', () => {
    const input = [asking, oauth, failing, store];
    const events = [forged(foreign), real].map(parseEvent);
    expect(derive(input, { events })).toMatchObject({
      state: 'failed',
      cause: 'source-missing',
    });
    expect(JSON.stringify(derive(input, { events }))).not.toContain('template');
  });

  it('is not held by an event whose time is still to come', () => {
    const events = [
      forged({ lastTimestamp: FAR, firstTimestamp: FAR }),
      real,
    ].map(parseEvent);
    const derived = derive([asking, oauth, failing, store], { events });
    expect(derived.cause).toBe('source-missing');
    expect(JSON.stringify(derived)).not.toContain(FAR.slice(0, 4));
  });

  it('is that of the newest event, in whatever order they are given', () => {
    const events = [
      real,
      forged({ lastTimestamp: '2026-11-23T05:00:25Z' }),
      forged({
        lastTimestamp: '2026-11-23T05:00:23Z',
        message: 'secret is immutable',
      }),
    ].map(parseEvent);
    expect(derive([asking, oauth, failing, store], { events }).cause).toBe(
      'template',
    );
  });

  it('is not that of an event about something else than a failure', () => {
    const events = [forged({ reason: 'Updated' }), real].map(parseEvent);
    expect(derive([asking, oauth, failing, store], { events }).cause).toBe(
      'source-missing',
    );
  });

  it('is in the event where the event has an unknown text, however new it is', () => {
    const now = '2026-11-23T05:00:21Z';
    const event = { ...real, message: 'something else' };
    expect(
      derive([asking, oauth, failing, store, event], {}, now),
    ).toMatchObject({
      cause: 'other',
      summary:
        'The last attempt failed; only the message of the operator says why',
      warnings: [],
    });
  });

  it('is told where the operator’s clock is far ahead', () => {
    const ahead = childOf(oauth, 'app', {
      status: failedStatus(GET_FAILED, FAR),
    });
    const event = updateFailedEvent(ahead, 'secrets "github-pat" not found', {
      lastTimestamp: FAR,
    });
    expect(derive([asking, oauth, ahead, store, event])).toMatchObject({
      state: 'failed',
      cause: 'source-missing',
    });
    expect(derive([asking, oauth, ahead, store]).summary).toBe(
      'The last attempt failed; the event with the cause no longer exists',
    );
  });
});

describe('a time that is still to come', () => {
  const written = (time: string) => ({
    metadata: {
      managedFields: [
        {
          manager: 'external-secrets',
          operation: 'Update',
          subresource: 'status',
          time,
          fieldsV1: { 'f:status': { 'f:refreshTime': {} } },
        },
      ],
    },
    status: syncedStatus('oauth'),
  });

  it('does not keep a copy from being stale', () => {
    const state = (time: string) =>
      derive(
        [asking, oauth, childOf(oauth, 'app', written(time)), store],
        {},
        '2026-11-23T08:00:00Z',
      ).state;
    expect(state('2026-11-23T07:30:00Z')).toBe('synced');
    expect(state(FAR)).toBe('stale');
  });

  it('does not show a label as written then', () => {
    const asked = {
      ...asking,
      metadata: {
        ...(asking.metadata as object),
        managedFields: [
          {
            manager: 'kubectl',
            time: FAR,
            fieldsV1: {
              'f:metadata': { 'f:labels': { 'f:secrets/oauth': {} } },
            },
          },
        ],
      },
    };
    expect(derive([asked, oauth, store], {}, NOW).since).toBeUndefined();
  });
});
