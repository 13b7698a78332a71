import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The parts of the page's address that say what is looked at. */
export type AddressPart = 'delivery' | 'place' | 'cluster' | 'state' | 'after';

/**
 * One part of the page's address, so that what is looked at can be linked to.
 *
 * @param clears - another part, which means nothing any more once this one is another
 */
export function useAddress(
  name: AddressPart,
  clears?: AddressPart,
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
          if (clears) {
            next.delete(clears);
          }
          return next;
        },
        { replace: true },
      ),
    [name, clears, setParams],
  );
  return [params.get(name) ?? undefined, set];
}
