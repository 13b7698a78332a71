import { ControlledClock } from './__testUtils__/ControlledClock';
import { listPages } from './listPages';
import { timingOf } from './timing';
import { Source } from './types';

describe('listPages', () => {
  it('gives others their turn before a page, and after every fifty objects of it', async () => {
    const pages = [120, 30];
    const read: number[] = [];
    const readAtTurns: number[] = [];
    const source: Source = {
      list: async ({ continueToken }) => ({
        resourceVersion: '100',
        continueToken: continueToken ? undefined : 'more',
        items: Array(continueToken ? pages[1] : pages[0]).keys(),
      }),
      watch: () => Promise.reject(new Error('not asked for here')),
    };
    const clock = new ControlledClock();
    clock.turn = async () => {
      readAtTurns.push(read.length);
    };

    const version = await listPages({
      source,
      clock,
      timing: timingOf(undefined),
      replacement: {
        add: object => read.push(object as number),
        remove: () => {},
        commit: () => {},
      },
      signal: new AbortController().signal,
    });

    expect(version).toBe('100');
    expect(read).toEqual([...Array(120).keys(), ...Array(30).keys()]);
    expect(readAtTurns).toEqual([0, 50, 100, 120]);
  });
});
