/** The time, timers and visibility of the page. Tests have their own. */
export interface PollClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  schedule(callback: () => void, delayMs: number): () => void;
  /** Whether the page is hidden from the user. */
  isHidden(): boolean;
  /** Calls back whenever the page becomes visible or hidden; returns what ends that. */
  onVisibilityChange(callback: () => void): () => void;
}

/** The browser's own. */
export const browserClock: PollClock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.visibilityState === 'hidden',
  onVisibilityChange(callback) {
    document.addEventListener('visibilitychange', callback);
    return () => document.removeEventListener('visibilitychange', callback);
  },
};
