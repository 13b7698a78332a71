import { ConfigReader } from '@backstage/config';
import { readReadOptions } from './config';

const read = (reads: object) =>
  readReadOptions(new ConfigReader({ centralSecrets: { reads } } as never));

describe('centralSecrets.reads', () => {
  it('lets a user read 600 times a minute unless configured', () => {
    expect(read({})).toEqual({ maxPerMinute: 600 });
    expect(read({ maxPerMinute: 20 })).toEqual({ maxPerMinute: 20 });
  });

  it.each([0, -1, 1.5])('refuses a limit of %d', maxPerMinute => {
    expect(() => read({ maxPerMinute })).toThrow(
      `Configuration centralSecrets.reads.maxPerMinute: ${maxPerMinute} is not accepted; use a whole number from 1 on`,
    );
  });
});
