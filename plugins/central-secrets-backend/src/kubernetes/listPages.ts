import { Attempt } from './Attempt';
import { takenIn } from './events';
import { Fault } from './Fault';
import { ListOptions } from './Lister';
import { ListPage } from './types';

/**
 * Reads a whole page by page. Each page is asked for before the one at hand is
 * read, so that the server works while we do; two at most are in memory.
 *
 * @returns the version that the whole shows
 */
export async function listPages(options: ListOptions): Promise<string> {
  const { clock, replacement, signal } = options;
  const pages = new Attempt(clock, signal);
  const ask = (continueToken?: string) =>
    readPage(options, continueToken, pages.signal);
  let version: string | undefined;
  let next: Promise<ListPage> | undefined = ask();
  try {
    while (next) {
      const page: ListPage = await next;
      signal.throwIfAborted();
      // The first page's: were a later one newer, resuming from it could lose
      // what changed on the pages before.
      version ??= page.resourceVersion;
      next = undefined;
      if (page.continueToken) {
        next = ask(page.continueToken);
        // Whoever awaits it hears of it.
        next.catch(() => {});
        // Reading keeps the event loop busy: the request must be on its way by then.
        await clock.turn();
      }
      takenIn(() => replacement.add(page.items));
    }
  } finally {
    pages.end();
    await next?.catch(() => {});
  }
  return version!;
}

async function readPage(
  { source, clock, timing: { pageTimeoutMs, pageSize } }: ListOptions,
  continueToken: string | undefined,
  signal: AbortSignal,
): Promise<ListPage> {
  const attempt = new Attempt(clock, signal);
  attempt.expectLife(
    pageTimeoutMs,
    new Fault('unreachable', `No page within ${pageTimeoutMs / 1_000} s`),
  );
  try {
    return await source.list({
      limit: pageSize,
      continueToken,
      signal: attempt.signal,
    });
  } catch (error) {
    throw attempt.exceeded ?? error;
  } finally {
    attempt.end();
  }
}
