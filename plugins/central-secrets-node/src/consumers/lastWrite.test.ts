import { BUILT_AT, externalSecret, syncedStatus } from '../testUtils';
import { parseExternalSecret, EventRecord } from '../records';
import { lastWriteOf } from './lastWrite';

const T = Date.parse(BUILT_AT);

const writer = (name: string, refreshedAt?: number) =>
  parseExternalSecret(
    externalSecret(
      name,
      'shop',
      refreshedAt === undefined
        ? {}
        : { status: syncedStatus('s', new Date(refreshedAt).toISOString()) },
    ),
  );

const event = (reason: string, lastAt: number) =>
  ({ reason, lastAt } as EventRecord);

describe('lastWriteOf', () => {
  it('takes the newest event that tells of a write, and no later success', () => {
    const lastWrite = lastWriteOf(
      [
        {
          externalSecret: writer('a', T + 90),
          events: [
            event('UpdateFailed', T + 80),
            event('Updated', T + 50),
            event('Created', T + 10),
          ],
        },
      ],
      true,
    );
    expect(lastWrite).toEqual({
      known: { at: T + 50, externalSecret: 'a', reason: 'Updated' },
      notAfter: T + 50,
    });
  });

  it('takes the newest of several writers', () => {
    const lastWrite = lastWriteOf(
      [
        { externalSecret: writer('a', T), events: [event('Updated', T)] },
        { externalSecret: writer('b', T), events: [event('Created', T + 9)] },
      ],
      true,
    );
    expect(lastWrite.known).toMatchObject({ externalSecret: 'b' });
  });

  it('knows no write without an event, only that none came after the last success', () => {
    expect(
      lastWriteOf([{ externalSecret: writer('a', T), events: [] }], true),
    ).toEqual({ notAfter: T });
  });

  it('takes a write that is remembered, and does not take it for the last there was', () => {
    const remembered = { reason: 'Updated', lastAt: T + 50 };
    expect(
      lastWriteOf(
        [{ externalSecret: writer('a', T + 90), events: [], remembered }],
        true,
      ),
    ).toEqual({
      known: { at: T + 50, externalSecret: 'a', reason: 'Updated' },
      notAfter: T + 90,
    });
  });

  it('does not take the newest event for the newest write while events are not observed', () => {
    expect(
      lastWriteOf(
        [
          {
            externalSecret: writer('a', T + 90),
            events: [event('Updated', T + 50)],
          },
        ],
        false,
      ),
    ).toMatchObject({ known: { at: T + 50 }, notAfter: T + 90 });
  });

  it('knows nothing of a Secret that nobody writes, or that a writer has not written yet', () => {
    expect(lastWriteOf([], true)).toEqual({});
    expect(
      lastWriteOf(
        [
          { externalSecret: writer('a', T), events: [] },
          { externalSecret: writer('b'), events: [] },
        ],
        true,
      ),
    ).toEqual({});
  });
});
