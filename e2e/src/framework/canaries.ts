import { randomBytes } from 'node:crypto';

/**
 * Values that no program but the operator may ever see. Each is random, so
 * that finding one somewhere means that it was carried there.
 *
 * @public
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
   * Those that occur in the bytes, as they are or as base64, wherever in a
   * larger text the encoding may have begun.
   */
  foundIn(bytes: Buffer): string[] {
    return this.#values.filter(value =>
      shapes(value).some(shape => bytes.includes(shape)),
    );
  }
}

/** The value itself, and the part of its base64 that does not depend on its neighbours. */
function shapes(value: string): string[] {
  const encoded = [0, 1, 2].map(offset => {
    const text = Buffer.from('x'.repeat(offset) + value).toString('base64');
    // Each group of four characters holds three bytes: the first group may hold
    // a neighbour's bytes and so may the last.
    return text.slice(4, -4);
  });
  return [value, ...encoded];
}
