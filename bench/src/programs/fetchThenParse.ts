/**
 * The floor: fetches the same pages as fast as undici can, and parses each; it
 * keeps nothing, or a plain Map of all objects.
 */
import { Agent, Client, Dispatcher, request } from 'undici';
import { Target } from '../load/startMock';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { stopwatch, Times } from './stopwatch';

export interface FetchInput {
  readonly target: Target;
  readonly http2: boolean;
  readonly pageSize: number;
  /** Keeps all objects in a Map, by uid. */
  readonly keep: boolean;
}

export interface FetchResult extends Times {
  readonly count: number;
  readonly heapBytes: number;
}

program<FetchInput, FetchResult>(async ({ target, http2, pageSize, keep }) => {
  const heapBefore = await settledHeap();
  const connect = { ca: target.ca };
  const dispatcher: Dispatcher = http2
    ? new Client(target.url, { allowH2: true, connect })
    : new Agent({ connect });
  const kept = new Map<string, unknown>();
  let count = 0;
  let token = '';
  const read = stopwatch(target);
  do {
    const response = await request(
      `${
        target.url
      }/apis/external-secrets.io/v1/externalsecrets?limit=${pageSize}${
        token && `&continue=${encodeURIComponent(token)}`
      }`,
      {
        dispatcher,
        headers: { authorization: `Bearer ${target.token}` },
        headersTimeout: 0,
        bodyTimeout: 0,
      },
    );
    const page = JSON.parse(await response.body.text());
    count += page.items.length;
    if (keep) {
      page.items.forEach((item: any) => kept.set(item.metadata.uid, item));
    }
    token = page.metadata.continue ?? '';
  } while (token);
  const times = read();
  await dispatcher.destroy();
  const heapBytes = (await settledHeap()) - heapBefore;
  // Keeps a reference here, so that the heap above includes them.
  return { ...times, count, heapBytes: kept.size === -1 ? 0 : heapBytes };
});
