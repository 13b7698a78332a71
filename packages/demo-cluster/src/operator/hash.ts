import { createHash } from 'node:crypto';

/** A hash of the same form as the operator's (SHA3-224 in hex); the values themselves differ from its. */
export function objectHash(value: unknown): string {
  return createHash('sha3-224')
    .update(JSON.stringify(value, inKeyOrder))
    .digest('hex');
}

function inKeyOrder(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).sort(([left], [right]) =>
          left < right ? -1 : 1,
        ),
      )
    : value;
}
