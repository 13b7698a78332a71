import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readMilliseconds } from './readMilliseconds';

const read = (entries: Record<string, JsonValue>) =>
  readMilliseconds(new ConfigReader({ staleness: entries }), 'staleness.a', 10);

describe('readMilliseconds', () => {
  it.each<[JsonValue, number]>([
    [{ minutes: 1 }, 60_000],
    [{ minutes: 1, seconds: 30 }, 90_000],
    [{ milliseconds: 10 }, 10],
    ['90s', 90_000],
    ['2 minutes', 120_000],
    ['PT1M', 60_000],
  ])('reads %j', (value, milliseconds) => {
    expect(read({ a: value })).toBe(milliseconds);
  });

  it('is undefined where the key is absent', () => {
    expect(read({})).toBeUndefined();
  });

  it.each<[JsonValue, string]>([
    [60_000, '60000'],
    ['60000', '"60000"'],
    ['soon', '"soon"'],
    [{}, '{}'],
    [{ minute: 1 }, '{"minute":1}'],
    [{ minutes: 'one' }, '{"minutes":"one"}'],
    [[1], '[1]'],
    [true, 'true'],
  ])('refuses %j, and names the accepted forms', (value, shown) => {
    expect(() => read({ a: value })).toThrow(
      `Configuration staleness.a: ${shown} is not a duration; use one such as { minutes: 1 } or 60s`,
    );
  });

  it.each<[JsonValue, string]>([
    [{ milliseconds: 9 }, '9 ms'],
    [{ minutes: -1 }, '-60000 ms'],
    ['0ms', '0 ms'],
  ])('refuses the short duration %j', (value, shown) => {
    expect(() => read({ a: value })).toThrow(
      `Configuration staleness.a: ${shown} is too short; use at least 10 ms`,
    );
  });

  it('names the key that replaces one in milliseconds', () => {
    expect(() => read({ aMs: 20_000 })).toThrow(
      'Configuration staleness.aMs: no longer accepted; use staleness.a with a duration, such as { milliseconds: 20000 }',
    );
  });
});
