import { useCallback } from 'react';
import { useSearchParams } from '../router';

/** The parts of the page's address that say what is looked at. */
export type AddressPart =
  | 'delivery'
  | 'place'
  | 'search'
  | 'cluster'
  | 'sort'
  | 'store'
  | 'state'
  | 'after'
  | 'chain'
  | 'chainsAfter';

/**
 * One part of the page's address, so that what is looked at can be linked to.
 *
 * @param options.clears - another part, which has no meaning once this one
 * changes
 * @param options.isStep - whether the browser's back button leads to the value before
 */
export function useAddress(
  name: AddressPart,
  options: { readonly clears?: AddressPart; readonly isStep?: boolean } = {},
): [string | undefined, (value: string | undefined) => void] {
  const { clears, isStep = false } = options;
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
        { replace: !isStep },
      ),
    [name, clears, isStep, setParams],
  );
  return [params.get(name) ?? undefined, set];
}
