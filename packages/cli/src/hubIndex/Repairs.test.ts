import { Repairs } from './Repairs';

describe('Repairs', () => {
  it('repairs a page at once, later each time that it must, and at once again after a while', () => {
    let now = 0;
    const repairs = new Repairs(10, 50, () => now);
    const delays: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      delays.push(repairs.delayMs('a'));
      repairs.check('a', () => {});
      repairs.written('a');
    }
    expect(delays).toEqual([0, 10, 20, 40, 50]);
    expect(repairs.delayMs('b')).toBe(0);
    now = 120_000;
    expect(repairs.delayMs('a')).toBe(0);
  });

  it('does not count the writes of pages that only this process changes', () => {
    const repairs = new Repairs(10, 50);
    repairs.written('a');
    repairs.written('a');
    expect(repairs.delayMs('a')).toBe(0);
  });
});
