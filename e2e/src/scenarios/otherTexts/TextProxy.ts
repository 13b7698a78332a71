import { request } from 'node:https';
import { createInterface } from 'node:readline';
import {
  RawObject,
  TextRewrite,
  withOtherTexts,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  Handler,
  testCertificate,
  TestServer,
} from '@central-secrets/dev-tools';
import { Identity } from '../../framework/identity';

/** Paths of the objects that the operator writes texts into. */
const WITH_TEXTS =
  /^\/apis\/(?:generators\.)?external-secrets\.io\/|\/events\b/;

/** Headers of a request that the API server needs. */
const PASSED_ON = ['authorization', 'accept', 'content-type'];

/** Headers that are about one connection, and the length of another text. */
const NOT_PASSED_ON = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * A server in front of the real API server that shows every object as it is,
 * with other texts in place of the operator's. It passes on whatever a reader
 * asks, lists and watches alike, over HTTP/2 as the API server: the reader's
 * pings tell that a silent watch is alive.
 */
export class TextProxy {
  readonly #server: TestServer;
  readonly #upstream: Identity;

  static async start(
    upstream: Identity,
    rewrite: TextRewrite,
  ): Promise<TextProxy> {
    return new TextProxy(
      upstream,
      await TestServer.start('h2', passOn(upstream, rewrite)),
    );
  }

  private constructor(upstream: Identity, server: TestServer) {
    this.#upstream = upstream;
    this.#server = server;
  }

  /** The same user, through this proxy. */
  get identity(): Identity {
    return {
      ...this.#upstream,
      url: this.#server.url,
      certificateAuthority: testCertificate().cert,
    };
  }

  close(): Promise<void> {
    this.#server.reset();
    return this.#server.close();
  }
}

function passOn(
  { url: server, certificateAuthority: ca }: Identity,
  rewrite: TextRewrite,
): Handler {
  return (asked, response) => {
    const { method, url, headers } = asked;
    const forwarded = request(
      new URL(url!, server),
      {
        method,
        ca,
        headers: Object.fromEntries(
          PASSED_ON.flatMap(name => {
            const value = headers[name];
            return value === undefined ? [] : [[name, value]];
          }),
        ),
      },
      answer => {
        response.writeHead(
          answer.statusCode!,
          Object.fromEntries(
            Object.entries(answer.headers).filter(
              ([name]) => !NOT_PASSED_ON.has(name),
            ),
          ),
        );
        answer.on('error', () => response.end());
        if (!WITH_TEXTS.test(url!) || answer.statusCode !== 200) {
          answer.on('data', data => response.write(data));
          answer.on('end', () => response.end());
          return;
        }
        // A watch and a list alike are lines of JSON; a list is one.
        const lines = createInterface({ input: answer, crlfDelay: Infinity });
        lines.on('line', line =>
          response.write(`${rewriteLine(line, rewrite)}\n`),
        );
        // It passes on the error of a watch that its reader has ended.
        lines.on('error', () => response.end());
        lines.on('close', () => response.end());
      },
    );
    forwarded.on('error', () => response.end());
    response.on('close', () => forwarded.destroy());
    asked.on('data', data => forwarded.write(data));
    asked.on('end', () => forwarded.end());
  };
}

function rewriteLine(line: string, rewrite: TextRewrite): string {
  if (line === '') {
    return line;
  }
  const told = JSON.parse(line);
  const change = (object: RawObject) => withOtherTexts(object, rewrite);
  if (Array.isArray(told.items)) {
    return JSON.stringify({ ...told, items: told.items.map(change) });
  }
  return JSON.stringify(
    told.object ? { ...told, object: change(told.object) } : change(told),
  );
}
