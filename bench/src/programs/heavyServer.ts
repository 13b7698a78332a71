/** An API server for `limits`: pages and watches of a heavy cluster, over plain HTTP. */
import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { HeavyKind, heavyKinds, HeavyShape } from '../load/HeavyCluster';

const GROUP = '/apis/external-secrets.io';
const PLURALS = [
  'clusterexternalsecrets',
  'clustersecretstores',
  'externalsecrets',
  'secretstores',
];
const VERSION = '1000000';
const NOTHING: HeavyKind = { count: 0, text: () => '' };

function send(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}

/** The number of objects in one write, where the request asks for no page. */
const CHUNK = 5;

/** The JSON of some objects, generated for each request. */
function itemsOf({ text }: HeavyKind, from: number, to: number): string {
  const items: string[] = [];
  for (let index = from; index < to; index += 1) {
    items.push(text(index));
  }
  return items.join(',');
}

const HEAD = '{"apiVersion":"external-secrets.io/v1","items":[';
const tail = (token: string) =>
  `],"kind":"List","metadata":{${
    token && `"continue":"${token}",`
  }"resourceVersion":"${VERSION}"}}\n`;

/** A page with objects from one position on. */
function pageOf(
  kind: HeavyKind,
  { from, limit }: { from: number; limit: number },
): string {
  const to = Math.min(kind.count, from + limit);
  const token = to < kind.count ? String(to) : '';
  return `${HEAD}${itemsOf(kind, from, to)}${tail(token)}`;
}

/** Sends all objects in one answer, which is too long for one string. */
async function sendAll(
  kind: HeavyKind,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(HEAD);
  for (let at = 0; at < kind.count && !response.destroyed; at += CHUNK) {
    const items = itemsOf(kind, at, Math.min(kind.count, at + CHUNK));
    if (!response.write(`${at > 0 ? ',' : ''}${items}`)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  }
  response.end(tail(''));
}

process.once('message', (shape: HeavyShape) => {
  const kinds = heavyKinds(shape);
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://heavy');
    const plural = url.pathname.split('/').at(-1)!;
    if (url.pathname === GROUP) {
      send(response, '{"versions":[{"version":"v1"}]}');
    } else if (url.pathname === `${GROUP}/v1`) {
      const resources = PLURALS.map(name => ({ name }));
      send(response, JSON.stringify({ resources }));
    } else if (url.searchParams.has('watch')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    } else if (url.searchParams.has('limit')) {
      send(
        response,
        pageOf(kinds.get(plural) ?? NOTHING, {
          from: Number(url.searchParams.get('continue') ?? 0),
          limit: Number(url.searchParams.get('limit')),
        }),
      );
    } else {
      void sendAll(kinds.get(plural) ?? NOTHING, response);
    }
  });
  server.listen(0, '127.0.0.1', () => {
    process.send!({ port: (server.address() as AddressInfo).port });
  });
});
process.once('disconnect', () => process.exit());
