const KIB = 1024;
const MIB = 1024 * KIB;

/** An answer was longer than is read; nothing of it was kept. @public */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';

  /** @param path - as it was asked for, without its query */
  constructor(readonly path: string, readonly limitBytes: number) {
    super(
      `The answer to ${path} is larger than ${sizeText(
        limitBytes,
      )}, which is the most that is read`,
    );
  }
}

/** `16 MiB`, in the largest unit in which it is whole. @public */
export function sizeText(bytes: number): string {
  if (bytes >= MIB && bytes % MIB === 0) {
    return `${bytes / MIB} MiB`;
  }
  if (bytes >= KIB && bytes % KIB === 0) {
    return `${bytes / KIB} KiB`;
  }
  return `${bytes} bytes`;
}
