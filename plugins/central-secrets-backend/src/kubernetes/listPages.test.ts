import { AnswerTooLargeError } from '@central-secrets/kubernetes-client';
import { ControlledClock } from './__testUtils__/ControlledClock';
import { listPages } from './listPages';
import { timingOf } from './timing';
import { Source } from './types';

const MIB = 1024 * 1024;

describe('listPages', () => {
  /** A server with objects of these lengths, whose pages are read up to 16 MiB. */
  function sourceOf(lengths: readonly number[]) {
    const asked: number[] = [];
    const source: Source = {
      list: async ({ limit, continueToken }) => {
        asked.push(limit);
        const from = Number(continueToken ?? 0);
        const page = lengths.slice(from, from + limit);
        const bytes = page.reduce((sum, length) => sum + length, 0);
        if (bytes > 16 * MIB) {
          throw new AnswerTooLargeError('/apis/x', 16 * MIB);
        }
        const next = from + limit;
        return {
          resourceVersion: '100',
          continueToken: next < lengths.length ? String(next) : undefined,
          bytes,
          items: page.map((_, index) => from + index),
        };
      },
      watch: () => Promise.reject(new Error('not asked for here')),
    };
    return { source, asked };
  }

  async function read(source: Source) {
    const objects: number[] = [];
    await listPages({
      source,
      clock: new ControlledClock(),
      timing: timingOf(undefined),
      replacement: {
        add: object => objects.push(object as number),
        commit: () => {},
      },
      signal: new AbortController().signal,
    });
    return objects;
  }

  it('reads 300 objects of 1.2 MB among 10,000 ordinary ones, a few at a time', async () => {
    const lengths = [
      ...Array(5_000).fill(3_300),
      ...Array(300).fill(1_200_000),
      ...Array(5_000).fill(3_300),
    ];
    const { source, asked } = sourceOf(lengths);
    expect(await read(source)).toEqual([...lengths.keys()]);
    expect(asked.length).toBeLessThan(100);
  });

  it('says that a single object is too large, and ends', async () => {
    const { source, asked } = sourceOf([1, 17 * MIB, 1]);
    await expect(read(source)).rejects.toMatchObject({
      code: 'failing',
      message: expect.stringContaining(
        'A single object of /apis/x is larger than 16 MiB',
      ),
    });
    expect(asked.length).toBeLessThan(15);
  });

  it('gives others their turn before a page, and after every fifty objects of it', async () => {
    const pages = [120, 30];
    const taken: number[] = [];
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
      readAtTurns.push(taken.length);
    };

    const version = await listPages({
      source,
      clock,
      timing: timingOf(undefined),
      replacement: {
        add: object => taken.push(object as number),
        commit: () => {},
      },
      signal: new AbortController().signal,
    });

    expect(version).toBe('100');
    expect(taken).toEqual([...Array(120).keys(), ...Array(30).keys()]);
    expect(readAtTurns).toEqual([0, 50, 100, 120]);
  });

  it('gives others their turn after every large object', async () => {
    const taken: number[] = [];
    const readAtTurns: number[] = [];
    const clock = new ControlledClock();
    clock.turn = async () => {
      readAtTurns.push(taken.length);
    };
    await listPages({
      source: {
        list: async () => ({
          resourceVersion: '100',
          bytes: 4 * 1_200_000,
          count: 4,
          items: Array(4).keys(),
        }),
        watch: () => Promise.reject(new Error('not asked for here')),
      },
      clock,
      timing: timingOf(undefined),
      replacement: {
        add: object => taken.push(object as number),
        commit: () => {},
      },
      signal: new AbortController().signal,
    });
    expect(readAtTurns).toEqual([0, 1, 2, 3, 4]);
  });
});
