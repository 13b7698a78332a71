import { Clock } from './types';

/** Waits; an aborted signal ends the wait early, without an error. */
export async function sleep(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  let cancel = () => {};
  let onAbort = () => {};
  await new Promise<void>(resolve => {
    onAbort = resolve;
    cancel = clock.setTimeout(resolve, ms);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) {
      resolve();
    }
  });
  cancel();
  signal.removeEventListener('abort', onAbort);
}
