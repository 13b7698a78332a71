import { Origin, Scan } from './scan';
import { stepOverBytes } from './steps/block';
import { stepOverQuote } from './steps/quote';
import { stepOverToken } from './steps/token';

/**
 * Goes through a text from the left to the right, step by step. A step goes on
 * behind what it has judged, and looks at a bounded piece around it or at what
 * it goes over: the time grows with the length.
 */
function scanText(scan: Scan): string {
  const { text } = scan;
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const step = stepOverToken(scan, at) ??
      stepOverQuote(scan, at, scanText) ??
      stepOverBytes(scan, at) ?? { length: 1, shown: text[at] };
    parts.push(step.shown);
    at += step.length;
  }
  // Joined, and not added up: pieces must not keep the whole text in memory.
  return parts.join('');
}

/** The text without what may be a credential. */
export function hideInText(text: string, origin: Origin): string {
  return scanText({
    text,
    origin,
    depth: 0,
    inSelector: false,
    unclosed: new Set(),
  });
}
