import {
  CertificatePair,
  makeCertificatePair,
} from '../consumers/certificates';
import { Attempt, Use, valueOf } from '../consumers/consumer';
import type { Consumers } from '../consumers/consumers';
import { readAsKargo } from '../consumers/gitClients';
import { IMAGE } from '../consumers/imageRegistry';
import { findKargoCredentials } from '../consumers/kargo';
import { PasswordFile } from '../consumers/passwordFile';
import { runProgram } from '../consumers/runProgram';
import type { SshKeyPair } from '../consumers/sshServer';
import { theWorld } from '../jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The random values of one credential. */
export interface CredentialValues {
  readonly token: string;
  readonly clientSecret: string;
}

/** One generation of everything that the hub distributes to one owner. */
export interface Generation extends CredentialValues {
  readonly username: string;
  readonly clientId: string;
  readonly ssh: SshKeyPair;
  readonly tls: CertificatePair;
}

/** A kind of credential, and the service that checks it. */
export interface CredentialType {
  readonly name: string;
  /** The hub's distribution of it. */
  readonly distribution: string;
  readonly secret: string;
  /** The service's words for an invalid credential. */
  readonly refusal: RegExp;
  /** Signs in with only the distributed Secret. */
  readonly use: (consumers: Consumers, use: Use) => Promise<Attempt>;
}

const NOTHING_FOUND: Attempt = {
  accepted: false,
  said: 'no credentials found',
};

function secretsOf(namespace: string) {
  return theWorld().platform.api.list(
    `/api/v1/namespaces/${namespace}/secrets`,
  );
}

/**
 * The kinds that the design document names, each as its own consumers use it.
 */
export const CREDENTIAL_TYPES: readonly CredentialType[] = [
  {
    name: 'Docker registry',
    distribution: 'application-docker-registry',
    secret: 'gh-docker-registry-creds',
    refusal: /unauthorized/,
    use: ({ registry }, use) =>
      registry.pullWith(valueOf(use, '.dockerconfigjson')),
  },
  {
    name: 'Docker registry, as Kargo finds it',
    distribution: 'kargo-docker-registry',
    secret: 'kargo-docker-registry-creds',
    refusal: /unauthorized/,
    use: async ({ registry }, { namespace }) => {
      const secrets = await secretsOf(namespace);
      const found = findKargoCredentials(secrets, 'image', IMAGE);
      return found
        ? registry.pullAs(found.username, found.password)
        : NOTHING_FOUND;
    },
  },
  {
    name: 'Git, as Kargo finds it',
    distribution: 'kargo-git-credentials',
    secret: 'git-credentials',
    refusal: /Authentication failed/,
    use: async ({ programs, nginx }, { id, namespace }) => {
      const url = nginx.repositoryUrl(id);
      const secrets = await secretsOf(namespace);
      const found = findKargoCredentials(secrets, 'git', url);
      return found ? readAsKargo(programs, nginx, url, found) : NOTHING_FOUND;
    },
  },
  {
    name: 'Git, as Argo CD finds it',
    distribution: 'kargo-git-credentials',
    secret: 'git-credentials',
    refusal: /authentication required/,
    use: ({ argoCd, nginx }, { id, namespace }) =>
      argoCd.read(namespace, nginx.repositoryUrl(id)),
  },
  {
    name: 'OAuth',
    distribution: 'github-oauth-credentials',
    secret: 'gh-oauth',
    refusal: /^401 invalid_client$/,
    use: ({ oauth }, use) =>
      oauth.requestToken(
        valueOf(use, 'GITHUB_CLIENT_ID'),
        valueOf(use, 'GITHUB_CLIENT_SECRET'),
      ),
  },
  {
    name: 'TLS',
    distribution: 'wildcard-tls',
    secret: 'wildcard-tls',
    refusal: /SSL certificate problem/,
    use: async (consumers, use) => {
      const { nginx, programs } = consumers;
      const host = `shop.${domainOf(use.id)}`;
      await nginx.serve(host, {
        certificate: valueOf(use, 'tls.crt'),
        privateKey: valueOf(use, 'tls.key'),
      });
      const at = `${host}:${nginx.certificatesPort}`;
      const { succeeded, output, errors } = await runProgram(programs.curl, [
        ...['--silent', '--show-error', '--fail'],
        ...['--cacert', trustedFile(consumers, use.id)],
        ...['--resolve', `${at}:127.0.0.1`, `https://${at}/`],
      ]);
      return succeeded
        ? { accepted: output === host, said: output }
        : { accepted: false, said: errors };
    },
  },
  {
    name: 'ssh',
    distribution: 'code-server-ssh-key',
    secret: 'code-server-ssh-key',
    refusal: /Permission denied \(publickey\)/,
    use: ({ ssh }, use) => ssh.logIn(use.id, valueOf(use, 'ssh-privatekey')),
  },
];

function domainOf(id: string): string {
  return `${id}.example.test`;
}

function trustedFile({ directory }: Consumers, id: string): string {
  return join(directory, 'trusted', `${id}.crt`);
}

/** Generates the keys and certificates for an owner's values. */
export async function makeGeneration(
  consumers: Consumers,
  id: string,
  number: number,
  values: CredentialValues & { username: string; clientId: string },
): Promise<Generation> {
  const directory = join(consumers.directory, 'made', `${id}-${number}`);
  const [ssh, tls] = await Promise.all([
    consumers.ssh.makeKeys(),
    makeCertificatePair(consumers.programs, directory, [`*.${domainOf(id)}`]),
  ]);
  return { ...values, ssh, tls };
}

/**
 * From now on, every service accepts only this generation of an owner's
 * credentials.
 */
export async function acceptEverywhere(
  consumers: Consumers,
  id: string,
  generation: Generation,
): Promise<void> {
  const { username, token, clientId, clientSecret, ssh, tls } = generation;
  const trusted = trustedFile(consumers, id);
  await mkdir(join(trusted, '..'), { recursive: true });
  await Promise.all([
    consumers.registry.accept(username, token),
    new PasswordFile(consumers.nginx.usersFile(id)).set(username, token),
    consumers.oauth.accept(clientId, clientSecret),
    consumers.ssh.accept(id, ssh),
    writeFile(trusted, tls.authority),
  ]);
}

/** The source Secrets that the platform team keeps in the hub, by name. */
export function sourcesOf(
  { nginx }: Consumers,
  id: string,
  generation: Generation,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { username, token, clientId, clientSecret, ssh, tls } = generation;
  return {
    'github-pat': {
      username,
      token,
      'image-repo-url': IMAGE,
      'git-repo-url': nginx.repositoryUrl(id),
    },
    'github-oauth': {
      'client-id': clientId,
      'client-secret': clientSecret,
      token,
    },
    'wildcard-tls': { 'tls.crt': tls.certificate, 'tls.key': tls.privateKey },
    'code-server-ssh-key': { 'ssh-privatekey': ssh.privateKey },
  };
}
