/** `--since`: the event after which a sync counts. */
export type Since =
  | { readonly kind: 'now' }
  | {
      readonly kind: 'time';
      /** As given. */
      readonly text: string;
      /** The latest moment that the text may mean, by this machine's clock. */
      readonly latest: number;
    }
  | { readonly kind: 'generation'; readonly generation: number };

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const SECOND_MS = 1_000;

/** Reads `--since`; undefined: it is none of the forms. */
export function readSince(text: string): Since | undefined {
  if (text === 'now') {
    return { kind: 'now' };
  }
  const [, generation] = /^generation=([1-9]\d*)$/.exec(text) ?? [];
  if (generation) {
    return { kind: 'generation', generation: Number(generation) };
  }
  const [, fraction] = TIME.exec(text) ?? [];
  const time = Date.parse(text);
  if (!TIME.test(text) || Number.isNaN(time)) {
    return undefined;
  }
  // `date` cuts the time to a second, and JavaScript to a millisecond.
  return { kind: 'time', text, latest: time + (fraction ? 1 : SECOND_MS) };
}
