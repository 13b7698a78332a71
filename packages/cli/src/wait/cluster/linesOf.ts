const NEWLINE = 0x0a;
/** etcd refuses objects over 1.5 MiB by default; nothing longer is a line of a watch. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a stream of bytes into lines, without blank ones. A last line without
 * its end is dropped: the rest of it is unknown.
 *
 * @throws Error where a line is too long
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    const end = rest.lastIndexOf(NEWLINE);
    if (end !== -1) {
      // Decoded as whole lines: a chunk may end within a character.
      const lines = rest.subarray(0, end).toString().split('\n');
      rest = rest.subarray(end + 1);
      yield* lines.filter(line => line.trim() !== '');
    }
    if (rest.length > LONGEST_LINE_BYTES) {
      throw new Error(`a line has more than ${LONGEST_LINE_BYTES} bytes`);
    }
  }
}
