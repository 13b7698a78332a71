import { HIDDEN } from '../hidden';
import { isShownInPlace } from '../judgeToken';
import { findPhrases } from '../knownPhrases';
import { matchAt, Scan, Step } from '../scan';

/** Steps over a known phrase, with the names in it. */
export function stepOverPhrase(
  { text }: Scan,
  at: number,
  word: string,
): Step | undefined {
  for (const { pattern, groups } of findPhrases(word, text, at + word.length)) {
    const match = matchAt(pattern, text, at);
    if (match) {
      const pieces = groups.map((place, index) => {
        const piece = match[index + 1];
        return !place || isShownInPlace(place, piece) ? piece : HIDDEN;
      });
      return { length: match[0].length, shown: pieces.join('') };
    }
  }
  return undefined;
}
