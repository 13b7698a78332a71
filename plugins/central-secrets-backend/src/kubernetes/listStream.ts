import { Attempt } from './Attempt';
import { applyEvent, versionOfEvent } from './events';
import { Fault, malformed } from './Fault';
import { ListOptions } from './ListOptions';
import { Replacement, WatchEvent } from './types';

/** The annotation of the bookmark that ends the initial events (KEP-3157). */
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * Reads a whole as the API server streams it: each object as an event, changes
 * made meanwhile too, and at the end an annotated bookmark. No more of it is in
 * memory than arrives at a time.
 *
 * Only an event is a sign of life, not an answered ping: a server that does
 * not know of streamed lists would send nothing more after the objects, and no
 * end.
 *
 * @returns the version that the whole shows; undefined: the server does not
 * stream lists, and nothing was read
 */
export async function listStream(
  options: ListOptions,
): Promise<string | undefined> {
  const { source, clock, timing, replacement, signal } = options;
  const { pageTimeoutMs, watchTimeoutSeconds } = timing;
  const attempt = new Attempt(clock, signal);
  attempt.expectLife(
    pageTimeoutMs,
    new Fault(
      'unreachable',
      `Nothing of the streamed list within ${pageTimeoutMs / 1_000} s`,
    ),
  );
  try {
    const batches = await source.stream?.({
      timeoutSeconds: watchTimeoutSeconds,
      signal: attempt.signal,
    });
    if (!batches) {
      return undefined;
    }
    for await (const batch of batches) {
      attempt.signal.throwIfAborted();
      // Emptied, because its source still holds it while the next one is awaited.
      for (const event of batch.splice(0)) {
        const version = versionOfEvent(event);
        if (event.type === 'BOOKMARK') {
          if (!endsInitialEvents(event)) {
            throw malformed('a bookmark before the end of a streamed list');
          }
          return version;
        }
        applyEvent(event, changedBy(replacement));
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
  throw new Fault('failing', 'The API server ended a streamed list early', {
    ordinary: true,
  });
}

function changedBy(replacement: Replacement) {
  return {
    upsert: (object: unknown) => replacement.add(object),
    remove: (object: unknown) => replacement.remove(object),
  };
}

function endsInitialEvents({ object }: WatchEvent): boolean {
  const { metadata } = object as {
    metadata: { annotations?: Record<string, unknown> };
  };
  return metadata.annotations?.[INITIAL_EVENTS_END] === 'true';
}
