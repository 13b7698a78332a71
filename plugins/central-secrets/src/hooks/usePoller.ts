import { useEffect, useSyncExternalStore } from 'react';
import type { Polled, Poller } from './Poller';

/** Asks for as long as the component is there. */
export function usePoller<T>(poller: Poller<T>): Polled<T> {
  useEffect(() => {
    poller.start();
    return () => poller.stop();
  }, [poller]);
  return useSyncExternalStore(poller.subscribe, poller.snapshot);
}
