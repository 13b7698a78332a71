import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Attempt } from './Attempt';
import { takenIn } from './events';
import { Fault } from './Fault';
import { ListOptions } from './ListOptions';

/**
 * Reads a whole in one answer, as it arrives: no more of it is in memory than
 * arrives at a time.
 *
 * Only a part is a sign of life, not an answered ping: a proxy answers those
 * for a server that sends nothing more.
 *
 * @returns the version that the whole shows; undefined: the source is read in
 * pages, and nothing was read
 */
export async function listStream(
  options: ListOptions,
): Promise<string | undefined> {
  const { source, clock, timing, replacement, signal } = options;
  const { pageTimeoutMs } = timing;
  const attempt = new Attempt(clock, signal);
  attempt.expectLife(
    pageTimeoutMs,
    new Fault(
      'unreachable',
      message('no-list-within', { seconds: pageTimeoutMs / 1_000 }),
    ),
  );
  try {
    const parts = await source.stream?.({ signal: attempt.signal });
    if (!parts) {
      return undefined;
    }
    for await (const { items, resourceVersion } of parts) {
      attempt.signal.throwIfAborted();
      takenIn(() => {
        for (const item of items) {
          replacement.add(item);
        }
      });
      if (resourceVersion !== undefined) {
        return resourceVersion;
      }
      attempt.alive();
      // Without it, as much as the network brings in one go is read in one go.
      await clock.turn();
    }
  } catch (error) {
    throw attempt.exceeded ?? error;
  } finally {
    attempt.end();
  }
  throw new Fault('failing', message('list-ended-early'), {
    ordinary: true,
  });
}
