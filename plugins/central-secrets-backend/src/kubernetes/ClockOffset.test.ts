import fc from 'fast-check';
import { ClockOffset, observingClock } from './ClockOffset';
import { FakeConnection } from './__testUtils__/FakeConnection';

const START = Date.parse('2026-11-23T05:00:00.000Z');

/** The header of a server whose clock says so. */
const dateOf = (serverTime: number) => new Date(serverTime).toUTCString();

describe('ClockOffset', () => {
  it('is not known before an answer said its time', () => {
    const offset = new ClockOffset();
    offset.learn({ sentAt: START, receivedAt: START, date: undefined });
    offset.learn({ sentAt: START, receivedAt: START, date: 'soon' });
    expect(offset.milliseconds).toBeUndefined();
  });

  it('is 0 for a server whose clock may agree', () => {
    const offset = new ClockOffset();
    offset.learn({
      sentAt: START + 900,
      receivedAt: START + 950,
      date: dateOf(START + 925),
    });
    expect(offset.milliseconds).toBe(0);
  });

  it('follows a clock that is set', () => {
    const offset = new ClockOffset();
    offset.learn({
      sentAt: START,
      receivedAt: START + 10,
      date: dateOf(START + 300_000),
    });
    expect(offset.milliseconds).toBe(300_000 - 10);
    offset.learn({
      sentAt: START + 1_000,
      receivedAt: START + 1_010,
      date: dateOf(START + 1_000),
    });
    expect(offset.milliseconds).toBe(0);
  });

  it('ignores an answer during which our own clock was set back', () => {
    const offset = new ClockOffset();
    offset.learn({
      sentAt: START,
      receivedAt: START - 60_000,
      date: dateOf(START),
    });
    expect(offset.milliseconds).toBeUndefined();
  });

  it('is never off by more than a second and the time one answer took, for any clock and any answers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -600_000, max: 600_000 }),
        fc.array(
          fc.record({
            pauseMs: fc.integer({ min: 0, max: 5_000 }),
            thereMs: fc.integer({ min: 0, max: 2_000 }),
            backMs: fc.integer({ min: 0, max: 2_000 }),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        (truth, answers) => {
          const offset = new ClockOffset();
          let now = START;
          let best = Infinity;
          for (const { pauseMs, thereMs, backMs } of answers) {
            const sentAt = now + pauseMs;
            const receivedAt = sentAt + thereMs + backMs;
            now = receivedAt;
            best = Math.min(best, 1_000 + thereMs + backMs);
            offset.learn({
              sentAt,
              receivedAt,
              date: dateOf(sentAt + thereMs + truth),
            });
            const error = Math.abs(offset.milliseconds! - truth);
            expect(error).toBeLessThanOrEqual(best);
          }
        },
      ),
    );
  });
});

describe('observingClock', () => {
  it('learns from every answer, and hands it on as it is', async () => {
    const offset = new ClockOffset();
    const connection = new FakeConnection(() => ({
      headers: { date: dateOf(START + 7_000) },
    }));
    const times = [START, START + 100];
    const observed = observingClock(
      connection,
      {
        now: () => times.shift()!,
        setTimeout: () => () => {},
        turn: async () => {},
      },
      offset,
    );
    const { status } = await observed.request({
      method: 'GET',
      path: '/readyz',
    });
    expect(status).toBe(200);
    expect(offset.milliseconds).toBe(6_900);
  });
});
