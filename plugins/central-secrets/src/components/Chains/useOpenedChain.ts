import { useCallback, useRef } from 'react';
import { useAddress } from '../../hooks/useAddress';

/**
 * The chain whose details are open, by the page's address. It stays open as it
 * was last seen when a change moves it to another page.
 */
export function useOpenedChain<T extends { readonly id: string }>(
  chains: readonly T[],
): {
  readonly opened: T | undefined;
  readonly open: (id: string) => void;
  readonly close: () => void;
} {
  const [id, setId] = useAddress('chain');
  const lastSeen = useRef<T>();
  const found = chains.find(chain => chain.id === id);
  if (found) {
    lastSeen.current = found;
  }
  const close = useCallback(() => setId(undefined), [setId]);
  return {
    opened:
      found ?? (lastSeen.current?.id === id ? lastSeen.current : undefined),
    open: setId,
    close,
  };
}
