import { Readable } from 'node:stream';
import { AnswerTooLargeError } from './AnswerTooLargeError';

/**
 * A whole body as text. A server may send as much as it likes, so reading ends
 * at the limit, and with it the stream: data beyond the limit is not awaited.
 *
 * @param path - for the error
 * @throws AnswerTooLargeError
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
        reject(new AnswerTooLargeError(path, limitBytes));
        body.destroy();
      } else {
        chunks.push(chunk);
      }
    });
    body.once('end', () => resolve(Buffer.concat(chunks).toString()));
    body.once('error', reject);
    // Nothing more where it ended; else it was cut, and its error came before.
    body.once('close', () => reject(new Error('The answer was cut off')));
  });
}
