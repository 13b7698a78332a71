import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** One part of the page's address, so that what is looked at can be linked to. */
export function useAddress(
  name: 'delivery' | 'place',
): [string | undefined, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          if (value === undefined) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [name, setParams],
  );
  return [params.get(name) ?? undefined, set];
}
