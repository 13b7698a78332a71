import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';

const TICK_MS = 1_000;

const ServerTimeContext = createContext<number | undefined>(undefined);

/**
 * Tells everything inside what time it is by the backend's clock, every second
 * while the page can be seen. A reader's clock that is wrong so makes nothing
 * look fresher or older than it is.
 *
 * @param props.answeredAt - The backend's time in its newest answer.
 * @param props.receivedAt - When that came, by the reader's clock.
 */
export function ServerTimeProvider(props: {
  readonly answeredAt: number;
  readonly receivedAt: number;
  readonly clock?: PollClock;
  readonly children: ReactNode;
}) {
  const { answeredAt, receivedAt, clock = browserClock, children } = props;
  const [readersNow, setReadersNow] = useState(() => clock.now());

  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      setReadersNow(clock.now());
      cancel = clock.isHidden() ? () => {} : clock.schedule(tick, TICK_MS);
    };
    const restart = () => {
      cancel();
      tick();
    };
    restart();
    const stopWatching = clock.onVisibilityChange(restart);
    return () => {
      stopWatching();
      cancel();
    };
  }, [clock]);

  const offset = useSteadyOffset(answeredAt - receivedAt);
  return (
    <ServerTimeContext.Provider
      value={Math.max(readersNow, receivedAt) + offset}
    >
      {children}
    </ServerTimeContext.Provider>
  );
}

/** No answer is so long on its way: one of the two clocks was set. */
const CLOCK_WAS_SET_MS = 60_000;

/**
 * By how much the backend's clock is ahead. An answer that was long on its way
 * makes it look less, so that the most that was measured is nearest; else ages
 * would jump with each answer.
 */
function useSteadyOffset(measured: number): number {
  const nearest = useRef(measured);
  if (
    measured > nearest.current ||
    nearest.current - measured > CLOCK_WAS_SET_MS
  ) {
    nearest.current = measured;
  }
  return nearest.current;
}

/** Now, by the backend's clock, in milliseconds since the epoch. */
export function useServerNow(): number {
  const now = useContext(ServerTimeContext);
  if (now === undefined) {
    throw new Error('useServerNow is used outside of a ServerTimeProvider');
  }
  return now;
}
