import type { Readable } from 'node:stream';

const MIB = 1024 * 1024;

/** An answer was larger than the limit. The message is one line. */
export class AnswerTooLarge extends Error {
  readonly limitText: string;

  constructor(path: string, limitBytes: number) {
    const limitText = `${limitBytes / MIB} MiB`;
    super(
      `the answer to ${path} is larger than ${limitText}, which is the most that is read`,
    );
    this.limitText = limitText;
  }
}

/**
 * Reads a whole body as text. A server may send any amount, so reading ends at
 * the limit.
 *
 * @param path - for the error
 * @throws AnswerTooLarge
 */
export function textWithin(
  body: Readable,
  limitBytes: number,
  path: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    body.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes > limitBytes) {
        chunks.length = 0;
        reject(new AnswerTooLarge(path, limitBytes));
        body.destroy();
      } else {
        chunks.push(chunk);
      }
    });
    body.once('end', () => resolve(Buffer.concat(chunks).toString()));
    body.once('error', reject);
    body.once('close', () => reject(new Error('the answer was cut off')));
  });
}
