import fc from 'fast-check';
import { parseGoDuration } from './duration';

describe('parseGoDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['15s', 15_000],
    ['1h0m0s', 3_600_000],
    ['1h', 3_600_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['100ms', 100],
    ['1m30.25s', 90_250],
    ['2µs', 0.002],
    ['-5m', -300_000],
    ['+5m', 300_000],
  ])('reads %s as %d ms', (text, milliseconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  it.each(['', '15', 's', '1d', '1h 5m', '1h5', '5 s', '--1s', '1s-', 'PT5M'])(
    'refuses %j and says how to write it',
    text => {
      expect(() => parseGoDuration(text)).toThrow(
        `"${text}" is not a duration: write it as Go does, such as "1h0m0s", "15s" or "0"`,
      );
    },
  );

  it('reads what Go writes, whatever the hours, minutes and seconds', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(59),
        fc.nat(59),
        (hours, minutes, seconds) => {
          expect(parseGoDuration(`${hours}h${minutes}m${seconds}s`)).toBe(
            ((hours * 60 + minutes) * 60 + seconds) * 1_000,
          );
        },
      ),
    );
  });
});
