import fc from 'fast-check';
import { AnswerTooLargeError } from '@central-secrets/kubernetes-client';
import { PageSize } from './PageSize';

const LIMIT = 16_000;

/** A server whose objects have these lengths; `asked` is what it was asked for. */
function serverOf(lengths: readonly number[]) {
  const asked: number[] = [];
  return {
    asked,
    ask: (from: number) => async (limit: number) => {
      asked.push(limit);
      const items = lengths.slice(from, from + limit);
      const bytes = items.reduce((sum, length) => sum + length, 0);
      if (bytes > LIMIT) {
        throw new AnswerTooLargeError('/apis/x', LIMIT);
      }
      return { items, bytes };
    },
  };
}

async function readAll(lengths: readonly number[]) {
  const server = serverOf(lengths);
  const size = new PageSize(500, LIMIT);
  const read: number[] = [];
  while (read.length < lengths.length) {
    const { items } = await size.read(server.ask(read.length));
    read.push(...items);
  }
  return { read, asked: server.asked };
}

describe('PageSize', () => {
  it('reads every object that is within the limit, whatever the others are like', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.nat(10), fc.integer({ min: 1, max: LIMIT })), {
          maxLength: 300,
        }),
        async lengths => {
          const { read, asked } = await readAll(lengths);
          expect(read).toEqual(lengths);
          // Each object costs two requests at most, beside the first halvings.
          expect(asked.length).toBeLessThanOrEqual(2 * lengths.length + 9);
        },
      ),
    );
  });

  it('halves until a page is within the limit, and grows again after large objects', async () => {
    const { asked } = await readAll([
      ...Array(30).fill(1_200),
      ...Array(2_000).fill(3),
    ]);
    expect(asked.slice(0, 7)).toEqual([500, 250, 125, 62, 31, 15, 7]);
    expect(asked.slice(0, 7).concat(asked.slice(-3))).toContain(500);
    expect(asked.at(-1)).toBe(500);
    expect(asked.length).toBeLessThan(30);
  });

  it('says which object it is where a single one is beyond the limit', async () => {
    await expect(readAll([1, LIMIT + 1])).rejects.toMatchObject({
      name: 'Fault',
      code: 'failing',
      message:
        'A single object of /apis/x is larger than 16000 bytes, the limit for reading; make it smaller, or delete it',
    });
  });

  it('leaves any other error alone', async () => {
    const asked: number[] = [];
    const size = new PageSize(500, LIMIT);
    await expect(
      size.read(async limit => {
        asked.push(limit);
        throw new Error('connect ECONNREFUSED');
      }),
    ).rejects.toThrow('connect ECONNREFUSED');
    expect(asked).toEqual([500]);
  });
});
