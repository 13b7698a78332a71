import { FakeClusterInventory } from '../__testUtils__';
import { failOnLeaks } from '@central-secrets/dev-tools';
import { ControlledClock } from '../kubernetes/__testUtils__/ControlledClock';
import { SettleLoop } from './SettleLoop';

failOnLeaks();

/** Work of which each piece takes a millisecond. */
class Pieces {
  left = 0;
  error: Error | undefined;
  noted = 0;
  changes = 0;
  longestSliceMs = 0;
  workedMs = 0;
  readonly #spend: (ms: number) => void;

  constructor(spend: (ms: number) => void) {
    this.#spend = spend;
  }

  note(): void {
    this.noted += 1;
    this.left += 1;
  }

  settle(hasTime: () => boolean): boolean {
    const { error } = this;
    this.error = undefined;
    if (error) {
      throw error;
    }
    let took = 0;
    while (this.left > 0) {
      this.left -= 1;
      this.#spend(1);
      took += 1;
      this.workedMs += 1;
      this.longestSliceMs = Math.max(this.longestSliceMs, took);
      if (!hasTime()) {
        return false;
      }
    }
    return true;
  }
}

describe('SettleLoop', () => {
  let clock: ControlledClock;
  /** Time that work took, which no timer sees before its turn. */
  let spent: number;
  /** How often others had their turn. */
  let turns: number;
  let cluster: FakeClusterInventory;
  let pieces: Pieces;
  let others: Pieces;
  let errors: string[];
  let loop: SettleLoop;

  beforeEach(() => {
    clock = new ControlledClock();
    spent = 0;
    turns = 0;
    cluster = new FakeClusterInventory({ observedAt: 0 });
    const spend = (ms: number) => {
      spent += ms;
    };
    pieces = new Pieces(spend);
    others = new Pieces(spend);
    errors = [];
    loop = new SettleLoop({
      parts: new Map([
        [cluster, [pieces]],
        [new FakeClusterInventory({ observedAt: 0 }), [others]],
      ]),
      onError: ({ message }) => errors.push(message),
      clock: {
        now: () => clock.now() + spent,
        setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
        turn: async () => {
          turns += 1;
        },
      },
    });
  });

  afterEach(() => loop.stop());

  const change = () => cluster.tell({ kind: 'namespaces', namespace: 'app' });

  it('gathers changes, and takes them into account soon, once it was started', async () => {
    change();
    await clock.advance(10_000);
    expect(pieces.left).toBe(1);
    loop.start();
    await clock.advance(249);
    change();
    expect(pieces.left).toBe(2);
    await clock.advance(1);
    expect(pieces.left).toBe(0);
    change();
    await clock.advance(250);
    expect(pieces.left).toBe(0);
  });

  it('works in slices, and rests as long as it worked until everything was settled once', async () => {
    pieces.left = 1_000;
    loop.start();
    await clock.advance(250 + 1_100);
    expect(pieces.left).toBe(0);
    expect(pieces.longestSliceMs).toBeLessThanOrEqual(5);
  });

  it('rests nine times as long as it works where no request is expected', async () => {
    loop.start();
    await clock.advance(250);
    pieces.left = 10_000;
    change();
    await clock.advance(250 + 7_200);
    expect(pieces.workedMs).toBeGreaterThan(700);
    expect(pieces.workedMs).toBeLessThan(900);
  });

  it('does what is left at once for who asks, and then goes on while others have their turn', async () => {
    loop.start();
    await clock.advance(250);
    pieces.left = 15;
    await loop.settled();
    expect(pieces.left).toBe(0);

    pieces.left = 1_000;
    await loop.settled();
    expect(pieces.left).toBeGreaterThan(900);
    await clock.advance(2_000);
    expect(pieces.left).toBe(0);
  });

  it('lets others have their turn between the work and the answer', async () => {
    pieces.left = 3;
    await loop.settled();
    expect(turns).toBe(1);
    await loop.settled();
    expect(turns).toBe(1);
  });

  it('lets a request wait until everything was settled once, where it must', async () => {
    pieces.left = 1_000;
    await loop.settled();
    expect(pieces.left).toBeGreaterThan(900);
    await Promise.all([loop.settledOnce(), loop.settledOnce()]);
    expect([pieces.left, pieces.workedMs]).toEqual([0, 1_000]);
    expect(pieces.longestSliceMs).toBeLessThanOrEqual(5);
  });

  it('lets each cluster have its turn, however much there is to do for another', async () => {
    loop.start();
    await clock.advance(250);
    pieces.left = 1_000_000;
    others.left = 5;
    await loop.settled();
    expect(others.left).toBe(0);
  });

  it('tells of each slice in which something became something else, and of no other', async () => {
    let told = 0;
    const end = loop.onChange(() => {
      told += 1;
    });
    loop.start();
    await clock.advance(250);
    expect(told).toBe(0);
    others.changes = 3;
    loop.wake();
    await clock.advance(250);
    expect(told).toBe(1);
    change();
    await clock.advance(250);
    expect(told).toBe(1);
    end();
    pieces.changes = 1;
    await loop.settled();
    expect(told).toBe(1);
  });

  it('tells of an error, and goes on later', async () => {
    pieces.error = new Error('cannot be derived');
    pieces.left = 5;
    loop.start();
    await clock.advance(250);
    expect([errors, pieces.left]).toEqual([['cannot be derived'], 5]);
    await clock.advance(10_000);
    expect([errors.length, pieces.left]).toEqual([1, 0]);
  });

  it('lets a request fail by an error, and not the next one', async () => {
    loop.start();
    pieces.error = new Error('cannot be derived');
    await expect(loop.settled()).rejects.toThrow('cannot be derived');
    await loop.settled();
    expect(errors).toEqual([]);
  });

  it('lets others have their turn, however often one fails', async () => {
    others.left = 5;
    pieces.error = new Error('cannot be derived');
    await expect(loop.settled()).rejects.toThrow('cannot be derived');
    pieces.error = new Error('still cannot');
    await expect(loop.settled()).rejects.toThrow('still cannot');
    expect(others.left).toBe(0);
  });

  it('hears and does nothing more once it is stopped', async () => {
    loop.start();
    change();
    loop.stop();
    change();
    await clock.advance(10_000);
    expect([pieces.noted, pieces.left]).toEqual([1, 1]);
  });
});
