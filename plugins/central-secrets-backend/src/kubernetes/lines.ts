import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { sizeText } from '@central-secrets/kubernetes-client';
import { malformed } from './Fault';

const NEWLINE = 0x0a;

/** etcd refuses objects over 1.5 MiB by default; nothing longer is a line of a watch. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a stream of bytes into lines, one batch per chunk that ends at least
 * one line, without blank ones.
 *
 * While it waits for the next chunk it still holds its last batch, as every
 * suspended generator does: the consumer of a batch empties it, so that text of
 * the cluster stays in memory only where a record keeps it.
 *
 * @throws Fault when the stream ends amid a line, even one that could be
 * parsed: the rest of the line is unknown, so it is not yielded
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const last = bytes.lastIndexOf(NEWLINE);
    if (last === -1) {
      rest.push(bytes);
      restBytes += bytes.length;
      if (restBytes > LONGEST_LINE_BYTES) {
        throw malformed(
          message('line-malformed.too-long', {
            size: sizeText(LONGEST_LINE_BYTES),
          }),
        );
      }
      continue;
    }
    const lines = cut(rest, bytes.subarray(0, last));
    rest = last + 1 < bytes.length ? [bytes.subarray(last + 1)] : [];
    restBytes = bytes.length - last - 1;
    yield lines;
  }
  if (restBytes > 0) {
    throw malformed(message('line-malformed'));
  }
}

function cut(rest: readonly Buffer[], end: Buffer): string[] {
  // Joined before decoding: a chunk may end amid a character.
  const text = Buffer.concat([...rest, end]).toString();
  return text.split('\n').filter(line => line.trim() !== '');
}
