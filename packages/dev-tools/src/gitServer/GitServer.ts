import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { runToEnd } from '../runToEnd';
import { answerApi, ApiPullRequest } from './giteaApi';
import { GitRepository } from './GitRepository';

/** Not a real token. */
const TOKEN = 'test-token-of-the-git-server';

/**
 * A host with one repository: Git's own server (`git http-backend`), and the
 * part of Gitea's API that requests use, over the same repository.
 */
export class GitServer {
  readonly pullRequests: ApiPullRequest[] = [];

  private constructor(
    readonly url: string,
    readonly token: string,
    readonly repository: GitRepository,
    readonly server: Server,
  ) {}

  /** @param files - of the first commit, by path */
  static async start(
    directory: string,
    files: Readonly<Record<string, string>>,
  ): Promise<GitServer> {
    const bare = join(directory, 'acme/clusters.git');
    await mkdir(bare, { recursive: true });
    const repository = await GitRepository.create(bare, files);
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const host = new GitServer(url, TOKEN, repository, server);
    server.on('request', (request, response) => {
      host.#answer(directory, request, response).catch(error => {
        response.writeHead(500).end(String(error));
      });
    });
    return host;
  }

  /** The page of the repository. */
  get page(): string {
    return `${this.url}/acme/clusters`;
  }

  /** Merges a pull request, as a reviewer does. */
  async merge(number: number): Promise<void> {
    const pullRequest = this.pullRequests[number - 1];
    await this.repository.merge(pullRequest.branch);
    pullRequest.state = 'merged';
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  async #answer(
    directory: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url!, this.url);
    const body = await buffer(request);
    if (!url.pathname.startsWith('/api/v1/')) {
      await serveGit(directory, request, url, body, response);
      return;
    }
    if (request.headers.authorization !== `token ${this.token}`) {
      response.writeHead(401).end('{"message":"token is required"}');
      return;
    }
    const { status, json } = await answerApi(this, {
      method: request.method!,
      path: url.pathname.slice('/api/v1'.length),
      query: url.searchParams,
      body: body.length > 0 ? JSON.parse(body.toString()) : undefined,
    });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  }
}

/** Runs `git http-backend` as a CGI program (RFC 3875). */
async function serveGit(
  directory: string,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const { output } = await runToEnd('git', ['--exec-path']);
  const child = spawn(join(output.trim(), 'git-http-backend'), {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(body);
  const answer = await buffer(child.stdout);
  const end = answer.indexOf('\r\n\r\n');
  const headers = answer
    .subarray(0, end)
    .toString()
    .split('\r\n')
    .map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
  response.writeHead(
    Number(status.slice(0, 3)),
    headers.filter(([name]) => name !== 'Status').flat(),
  );
  response.end(answer.subarray(end + 4));
}
