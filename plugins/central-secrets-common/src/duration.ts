import { InputError } from '@backstage/errors';

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5
  μs: 1e-3, // U+03BC
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const PART = '(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h)';
const DURATION = new RegExp(`^[-+]?(?:0|(?:${PART})+)$`);
const EACH_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * A duration as Go writes it (`1h0m0s`, `15s`, `1.5h`, `0`), in milliseconds.
 *
 * The grammar is that of Go's `time.ParseDuration`, in which Kubernetes writes
 * every `metav1.Duration`, such as an ExternalSecret's `refreshInterval`.
 *
 * @throws InputError when the text is not such a duration
 * @public
 */
export function parseGoDuration(text: string): number {
  if (!DURATION.test(text)) {
    throw new InputError(
      `"${text}" is not a duration: write it as Go does, such as "1h0m0s", "15s" or "0"`,
    );
  }
  let milliseconds = 0;
  for (const [, amount, unit] of text.matchAll(EACH_PART)) {
    milliseconds += Number(amount) * UNIT_MS[unit];
  }
  return text.startsWith('-') ? -milliseconds : milliseconds;
}
