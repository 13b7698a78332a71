const NEWLINE = 0x0a;

/** No object in a cluster is longer. Bytes. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Cuts the answer of a watch into lines.
 *
 * @throws Error where a line is too long; a line that was cut is dropped
 * @public
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (;;) {
      const end = bytes.indexOf(NEWLINE);
      if (end < 0) {
        break;
      }
      // Joined before decoding: a chunk may end within a character.
      yield Buffer.concat([...rest, bytes.subarray(0, end)]).toString();
      rest = [];
      length = 0;
      bytes = bytes.subarray(end + 1);
    }
    rest.push(bytes);
    length += bytes.length;
    if (length > LONGEST_LINE) {
      throw new Error('an object is larger than 16 MiB');
    }
  }
}
