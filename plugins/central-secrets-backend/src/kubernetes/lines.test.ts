import fc from 'fast-check';
import { linesOf } from './lines';

async function read(chunks: Uint8Array[]) {
  const lines: string[] = [];
  try {
    for await (const batch of linesOf(toStream(chunks))) {
      lines.push(...batch);
    }
    return { lines };
  } catch (error) {
    return { lines, error: (error as Error).message };
  }
}

async function* toStream(chunks: Uint8Array[]) {
  yield* chunks;
}

describe('linesOf', () => {
  it('gives the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), {
          maxLength: 8,
        }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        async (texts, cuts) => {
          const lines = texts
            .map(text => text.replaceAll('\n', ' '))
            .filter(text => text.trim());
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const chunks = edges
            .slice(1)
            .map((edge, index) => bytes.subarray(edges[index], edge));
          expect(await read(chunks)).toEqual({ lines });
        },
      ),
    );
  });

  it('gives no last line that has no end, even where it looks whole', async () => {
    await expect(
      read([Buffer.from('{"a":1}\n{"b":'), Buffer.from('2}')]),
    ).resolves.toEqual({
      lines: ['{"a":1}'],
      error: 'The API server ended a watch within a line',
    });
  });

  it('gives up a line that never ends, instead of keeping all of it', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const { error } = await read(Array.from({ length: 20 }, () => megabyte));
    expect(error).toContain('a line of more than');
  });
});
