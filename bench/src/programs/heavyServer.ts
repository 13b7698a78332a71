/** An API server for `limits`: pages and watches of a heavy cluster, over plain HTTP. */
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

/** A page with objects from one position on. They are made as they are asked for. */
function pageOf(
  { count, text }: HeavyKind,
  { from, limit }: { from: number; limit: number },
): string {
  const to = Math.min(count, from + limit);
  const items: string[] = [];
  for (let index = from; index < to; index += 1) items.push(text(index));
  const token = to < count ? `"continue":"${to}",` : '';
  return `{"apiVersion":"external-secrets.io/v1","items":[${items.join(
    ',',
  )}],"kind":"List","metadata":{${token}"resourceVersion":"${VERSION}"}}\n`;
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
    } else if (url.searchParams.has('sendInitialEvents')) {
      send(response, '{"kind":"Status","code":422}', 422);
    } else if (url.searchParams.has('watch')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    } else {
      send(
        response,
        pageOf(kinds.get(plural) ?? NOTHING, {
          from: Number(url.searchParams.get('continue') ?? 0),
          limit: Number(url.searchParams.get('limit') ?? 500),
        }),
      );
    }
  });
  server.listen(0, '127.0.0.1', () => {
    process.send!({ port: (server.address() as AddressInfo).port });
  });
});
process.once('disconnect', () => process.exit());
