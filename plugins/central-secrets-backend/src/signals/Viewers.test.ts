import { ControlledClock } from '../kubernetes/__testUtils__/ControlledClock';
import { Viewers } from './Viewers';

describe('Viewers', () => {
  let clock: ControlledClock;
  let told: { at: number; users: readonly string[] }[];
  let updates: Viewers;

  beforeEach(() => {
    clock = new ControlledClock();
    told = [];
    updates = new Viewers({
      clock,
      publish: async users => {
        told.push({ at: clock.now(), users });
      },
    });
  });

  it('tells the users who read distributions, and no other', async () => {
    updates.changed();
    await clock.advance(10_000);
    expect(told).toEqual([]);
    updates.viewed('user:default/jane');
    updates.viewed('user:default/omar');
    updates.viewed('user:default/jane');
    updates.changed();
    await clock.advance(100);
    expect(told.map(({ users }) => users)).toEqual([
      ['user:default/jane', 'user:default/omar'],
    ]);
  });

  it('tells at most once a second, and never leaves out the last change', async () => {
    updates.viewed('user:default/jane');
    for (let ms = 0; ms < 10_000; ms += 50) {
      updates.changed();
      await clock.advance(50);
    }
    await clock.advance(1_000);
    expect(told.length).toBeGreaterThanOrEqual(10);
    const rests = told.slice(1).map(({ at }, index) => at - told[index].at);
    expect(Math.min(...rests)).toBe(1_000);
    expect(told[told.length - 1].at).toBeGreaterThanOrEqual(9_950);
    expect(clock.waiting).toBe(0);
  });

  it('forgets a user who has not asked for a minute', async () => {
    updates.viewed('user:default/jane');
    await clock.advance(30_000);
    updates.viewed('user:default/omar');
    await clock.advance(40_000);
    updates.changed();
    await clock.advance(100);
    expect(told.map(({ users }) => users)).toEqual([['user:default/omar']]);
    await clock.advance(60_000);
    updates.changed();
    await clock.advance(1_000);
    expect(told).toHaveLength(1);
    expect(updates.size).toBe(0);
  });

  it('continues where telling fails', async () => {
    let attempts = 0;
    updates = new Viewers({
      clock,
      publish: async () => {
        attempts += 1;
        throw new Error('no bus');
      },
    });
    updates.viewed('user:default/jane');
    updates.changed();
    await clock.advance(1_000);
    updates.changed();
    await clock.advance(1_000);
    expect(attempts).toBe(2);
  });

  it('tells nothing after it was stopped', async () => {
    updates.viewed('user:default/jane');
    updates.changed();
    updates.stop();
    expect(clock.waiting).toBe(0);
    updates.changed();
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });
});
