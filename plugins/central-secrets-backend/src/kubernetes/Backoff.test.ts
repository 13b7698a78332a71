import { Backoff } from './Backoff';

const delays = (random: () => number, count: number) => {
  const backoff = new Backoff({ firstMs: 800, limitMs: 30_000, random });
  return Array.from({ length: count }, () => backoff.nextMs());
};

describe('Backoff', () => {
  it('draws from the upper half of a bound that doubles up to a limit', () => {
    expect(delays(() => 0, 8)).toEqual([
      800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000,
    ]);
    expect(delays(() => 0.5, 3)).toEqual([600, 1_200, 2_400]);
    expect(delays(() => 1, 3)).toEqual([400, 800, 1_600]);
  });

  it('draws from another limit where one failure asks for it, and grows no further for that', () => {
    const backoff = new Backoff({
      firstMs: 800,
      limitMs: 30_000,
      random: () => 0,
    });
    const brief = () => backoff.nextMs(2_000);
    expect([brief(), brief(), brief(), brief()]).toEqual([
      800, 1_600, 2_000, 2_000,
    ]);
    expect(backoff.nextMs()).toBe(3_200);
    expect(backoff.nextMs()).toBe(6_400);
    expect(brief()).toBe(2_000);
  });

  it('stays finite after any number of failures', () => {
    expect(delays(() => 0, 2_000).at(-1)).toBe(30_000);
  });

  it('begins anew after health', () => {
    const backoff = new Backoff({
      firstMs: 800,
      limitMs: 30_000,
      random: () => 0,
    });
    backoff.nextMs();
    backoff.nextMs();
    backoff.reset();
    expect(backoff.nextMs()).toBe(800);
  });
});
