import { randomBytes } from 'node:crypto';

/**
 * Values that only the operator may see. Each is random, so that a match in
 * another place proves a leak.
 */
export class Canaries {
  readonly #values: string[] = [];

  /** A new value, remembered. */
  plant(): string {
    const value = `canary-${randomBytes(12).toString('hex')}`;
    this.#values.push(value);
    return value;
  }

  get count(): number {
    return this.#values.length;
  }

  /**
   * The canaries in these bytes, in plain text or as base64, at any offset of
   * the encoding.
   */
  foundIn(bytes: Buffer): string[] {
    return this.#values.filter(value =>
      shapes(value).some(shape => bytes.includes(shape)),
    );
  }
}

/**
 * The value itself, and the part of its base64 that does not depend on its
 * neighbors.
 */
function shapes(value: string): string[] {
  const encoded = [0, 1, 2].map(offset => {
    const text = Buffer.from('x'.repeat(offset) + value).toString('base64');
    // Each group of four characters holds three bytes: the first group may hold
    // a neighbour's bytes and so may the last.
    return text.slice(4, -4);
  });
  return [value, ...encoded];
}
