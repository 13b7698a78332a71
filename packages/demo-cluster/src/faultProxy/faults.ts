/**
 * The changes made to the bytes of one direction. The faults are toxiproxy's,
 * and hold for connections that are open already, too.
 */
export interface Faults {
  /** Nothing passes, and nothing is lost: the data passes once this is over. */
  readonly blackHole?: boolean;
  /** Every piece waits so long, in milliseconds … */
  readonly latencyMs?: number;
  /** … more or less by up to this. */
  readonly jitterMs?: number;
  /** Slow bytes: no more than this a second. */
  readonly bytesPerSecond?: number;
  /** Pieces have at most so many bytes. */
  readonly sliceBytes?: number;
  /** After so many bytes of a connection it is cut. */
  readonly limitBytes?: number;
  /**
   * The delay before one side learns that the other has ended, in milliseconds.
   */
  readonly slowCloseMs?: number;
}

/** How long a piece of so many bytes waits, in milliseconds. */
export function waitFor(
  bytes: number,
  { latencyMs = 0, jitterMs = 0, bytesPerSecond }: Faults,
  random: () => number,
): number {
  const jitter = jitterMs * (2 * random() - 1);
  const transfer = bytesPerSecond ? (1_000 * bytes) / bytesPerSecond : 0;
  return Math.max(0, latencyMs + jitter) + transfer;
}

/** A chunk in pieces. Slow bytes come ten times a second at least, as far as there are any. */
export function slice(
  chunk: Buffer,
  { sliceBytes, bytesPerSecond }: Faults,
): Buffer[] {
  const size = Math.max(
    1,
    Math.min(
      sliceBytes ?? Infinity,
      bytesPerSecond ? Math.ceil(bytesPerSecond / 10) : Infinity,
      chunk.length,
    ),
  );
  const pieces: Buffer[] = [];
  for (let start = 0; start < chunk.length; start += size) {
    pieces.push(chunk.subarray(start, start + size));
  }
  return pieces;
}
