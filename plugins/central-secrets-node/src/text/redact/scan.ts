/**
 * The origin of a text.
 *
 * - `foreign`: a component of the cluster or a provider wrote it. A text in
 *   quotes is hidden unless a phrase says what it is.
 * - `quoted`: the same, in quotes: numbers and names are hidden too.
 * - `own`: made here, or by the reader, of names and words. Only what looks like
 *   a credential is hidden.
 */
export type Origin = 'foreign' | 'quoted' | 'own';

/** One way through a text, from its beginning to its end. */
export interface Scan {
  readonly text: string;
  readonly origin: Origin;
  /** In how many texts in quotes it stands. */
  readonly depth: number;
  /** Whether a label selector is written out: its keys and values are labels. */
  inSelector: boolean;
  /** Quotation marks that are known to have no closing one behind here. */
  readonly unclosed: Set<string>;
}

/**
 * How far a step goes, and the text that is shown in the place of the skipped
 * one.
 */
export interface Step {
  readonly length: number;
  readonly shown: string;
}

/** The match of a sticky expression at this place. */
export function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Up to so many characters that stand in front of this place. */
export function readBefore({ text }: Scan, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at);
}
