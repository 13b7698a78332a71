import fc from 'fast-check';
import { linesOf } from './linesOf';

async function read(chunks: readonly Uint8Array[]): Promise<string[]> {
  async function* each() {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of linesOf(each())) {
    lines.push(line);
  }
  return lines;
}

describe('linesOf', () => {
  it('finds the same lines in whatever pieces they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }).map(t => t.replace(/\n/g, ''))),
        fc.array(fc.nat({ max: 20 })),
        async (lines, sizes) => {
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const chunks: Buffer[] = [];
          let from = 0;
          for (const size of sizes) {
            chunks.push(bytes.subarray(from, from + size));
            from += size;
          }
          chunks.push(bytes.subarray(from));
          expect(await read(chunks)).toEqual(
            lines.map(line => Buffer.from(line).toString()),
          );
        },
      ),
    );
  });

  it('drops a line that was cut', async () => {
    expect(await read([Buffer.from('{"a":1}\n{"b"')])).toEqual(['{"a":1}']);
  });

  it('stops at a line that never ends', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    await expect(read(Array(20).fill(piece))).rejects.toThrow('16 MiB');
  });
});
