import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Attempt } from './Attempt';
import { takenIn } from './events';
import { Fault } from './Fault';
import { ListOptions } from './ListOptions';
import { PageSize } from './PageSize';
import { READ_LIMITS } from './readLimits';
import { KubernetesObject, ListPage, Replacement } from './types';

/** Objects: about a millisecond's work, where they are of the ordinary size. */
const READ_IN_ONE_GO = 50;
/**
 * The maximum text of the objects that are read in one go, where objects are
 * larger. Characters.
 */
const TEXT_IN_ONE_GO = 512 * 1024;

/**
 * Reads a whole page by page. Each page is asked for before the one at hand is
 * read, so that the server works while we do; two at most are in memory.
 *
 * @returns the version that the whole shows
 */
export async function listPages(options: ListOptions): Promise<string> {
  const { clock, replacement, signal } = options;
  const pages = new Attempt(clock, signal);
  const size = new PageSize(options.timing.pageSize, READ_LIMITS.page);
  const ask = (continueToken?: string) =>
    size.read(limit =>
      readPage(options, { limit, continueToken }, pages.signal),
    );
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
        // The caller that awaits it gets the error.
        next.catch(() => {});
      }
      const items = page.items[Symbol.iterator]();
      do {
        // The request for the next page goes out, and what arrives of it is taken
        // off the network, while this one is read.
        await clock.turn();
        signal.throwIfAborted();
      } while (takenIn(() => addSome(items, replacement, readInOneGo(page))));
    }
  } finally {
    pages.end();
    await next?.catch(() => {});
  }
  return version!;
}

function readInOneGo({ count, bytes }: ListPage): number {
  if (!count || !bytes) {
    return READ_IN_ONE_GO;
  }
  const objects = Math.floor((TEXT_IN_ONE_GO * count) / bytes);
  return Math.max(1, Math.min(READ_IN_ONE_GO, objects));
}

/** @returns whether there may be more */
function addSome(
  items: Iterator<KubernetesObject>,
  replacement: Replacement,
  most: number,
): boolean {
  for (let count = 0; count < most; count += 1) {
    const { done, value } = items.next();
    if (done) {
      return false;
    }
    replacement.add(value);
  }
  return true;
}

async function readPage(
  { source, clock, timing, resourceVersion }: ListOptions,
  page: { readonly limit: number; readonly continueToken?: string },
  signal: AbortSignal,
): Promise<ListPage> {
  const { pageTimeoutMs } = timing;
  const attempt = new Attempt(clock, signal);
  attempt.expectLife(
    pageTimeoutMs,
    new Fault(
      'unreachable',
      message('no-page-within', { seconds: pageTimeoutMs / 1_000 }),
    ),
  );
  try {
    return await source.list({
      ...page,
      resourceVersion,
      signal: attempt.signal,
    });
  } catch (error) {
    throw attempt.exceeded ?? error;
  } finally {
    attempt.end();
  }
}
