import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { makeCertificatePair, writePair } from './certificates';
import { Programs } from './programs';
import { mustRun, runProgram } from './runProgram';

/**
 * An nginx with two ports. One serves Git repositories over HTTPS, each with
 * its own users. The other serves the certificate that was written for the
 * requested name.
 */
export class Nginx {
  readonly #directory: string;
  readonly #ports: { git: number; certificates: number };
  readonly #processes: readonly ManagedProcess[];
  #commit = '';

  static async start(programs: Programs, directory: string): Promise<Nginx> {
    const path = (name: string) => join(directory, name);
    for (const name of ['temporary', 'git-users', 'pairs']) {
      await mkdir(path(name), { recursive: true });
    }
    const own = ['127.0.0.1'];
    await makeCertificatePair(programs, path('server'), own);
    const commit = await makeRepository(programs, path('repositories'));
    const ports = { git: await freePort(), certificates: await freePort() };
    const gitCore = await mustRun(programs.git, ['--exec-path']);
    await writeFile(
      path('nginx.conf'),
      configuration(directory, ports, join(gitCore.trim(), 'git-http-backend')),
    );
    const fcgiwrap = ManagedProcess.start({
      name: 'fcgiwrap',
      command: programs.fcgiwrap,
      args: ['-c', '8', '-s', `unix:${path('fcgiwrap.sock')}`],
      logFile: path('fcgiwrap.log'),
    });
    const nginx = ManagedProcess.start({
      name: 'nginx',
      command: programs.nginx,
      args: ['-e', 'stderr', '-c', path('nginx.conf')],
      logFile: path('nginx.log'),
    });
    const server = new Nginx(directory, ports, [nginx, fcgiwrap]);
    server.#commit = commit;
    await waitFor(
      async () => {
        nginx.assertRunning();
        fcgiwrap.assertRunning();
        const { output, errors } = await runProgram(programs.curl, [
          ...['--silent', '--show-error', '--cacert', server.gitAuthorityFile],
          ...['--output', '/dev/null', '--write-out', '%{http_code}'],
          `${server.repositoryUrl('none')}/info/refs`,
        ]);
        if (!/^40[13]$/.test(output)) {
          throw new Error(output + errors);
        }
        return true;
      },
      { reason: 'nginx to ask for a password' },
    );
    return server;
  }

  private constructor(
    directory: string,
    ports: { git: number; certificates: number },
    processes: readonly ManagedProcess[],
  ) {
    this.#directory = directory;
    this.#ports = ports;
    this.#processes = processes;
  }

  /** Each name is a repository of its own, with the same content. */
  repositoryUrl(name: string): string {
    return `https://127.0.0.1:${this.#ports.git}/${name}.git`;
  }

  /** The users who may read that repository, in Apache's format. */
  usersFile(name: string): string {
    return join(this.#directory, 'git-users', name);
  }

  /**
   * The certificate of the authority that signed the Git server's own
   * certificate.
   */
  get gitAuthorityFile(): string {
    return join(this.#directory, 'server/ca.crt');
  }

  /** The commit of `main` in every repository. */
  get commit(): string {
    return this.#commit;
  }

  get certificatesPort(): number {
    return this.#ports.certificates;
  }

  /** From now on, `host` is served with this pair. */
  async serve(
    host: string,
    pair: { readonly certificate: string; readonly privateKey: string },
  ): Promise<void> {
    await writePair(join(this.#directory, 'pairs', host), pair);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(process => process.stop()));
  }
}

/** @returns the commit that `main` is at */
async function makeRepository(
  { git }: Programs,
  directory: string,
): Promise<string> {
  const bare = join(directory, 'content.git');
  const person = [
    '-c',
    'user.name=nobody',
    '-c',
    'user.email=nobody@localhost',
  ];
  await mustRun(git, ['init', '--quiet', '--bare', '-b', 'main', bare]);
  const tree = await mustRun(git, ['-C', bare, 'mktree', '--missing'], {});
  const commit = await mustRun(git, [
    ...['-C', bare, ...person, 'commit-tree', '-m', 'Begin', tree.trim()],
  ]);
  await mustRun(git, [
    ...['-C', bare, 'update-ref', 'refs/heads/main', commit.trim()],
  ]);
  return commit.trim();
}

function configuration(
  directory: string,
  ports: { git: number; certificates: number },
  gitBackend: string,
): string {
  const path = (name: string) => join(directory, name);
  // As root, nginx would let an unprivileged user read files that belong to
  // root.
  const user = userInfo().uid === 0 ? 'user root;' : '';
  return `
daemon off;
${user}
worker_processes 1;
pid ${path('nginx.pid')};
error_log stderr;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${path('temporary/body')};
  proxy_temp_path ${path('temporary/proxy')};
  fastcgi_temp_path ${path('temporary/fastcgi')};
  uwsgi_temp_path ${path('temporary/uwsgi')};
  scgi_temp_path ${path('temporary/scgi')};
  ssl_session_cache off;
  server {
    listen 127.0.0.1:${ports.git} ssl;
    ssl_certificate ${path('server/tls.crt')};
    ssl_certificate_key ${path('server/tls.key')};
    location ~ ^/(?<repository>[a-z0-9-]+)\\.git(?<rest>/.*)$ {
      auth_basic git;
      auth_basic_user_file ${path('git-users')}/$repository;
      fastcgi_param SCRIPT_FILENAME ${gitBackend};
      fastcgi_param GIT_PROJECT_ROOT ${path('repositories')};
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param PATH_INFO /content.git$rest;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
      fastcgi_param REMOTE_USER $remote_user;
      fastcgi_pass unix:${path('fcgiwrap.sock')};
    }
  }
  server {
    listen 127.0.0.1:${ports.certificates} ssl;
    ssl_certificate ${path('pairs')}/$ssl_server_name/tls.crt;
    ssl_certificate_key ${path('pairs')}/$ssl_server_name/tls.key;
    location / { return 200 $ssl_server_name; }
  }
}
`;
}
