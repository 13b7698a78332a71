import { join } from 'node:path';
import { ArgoCd } from './gitClients';
import { ImageRegistry } from './imageRegistry';
import { Nginx } from './nginx';
import { OAuthServer } from './oauthServer';
import { findPrograms, Programs } from './programs';
import { SshServer } from './sshServer';

/** The options of the services. */
export interface ConsumersOptions {
  /** Built from e2e/argocd. */
  readonly argoCd: string;
  /**
   * An administrator's kubeconfig: Argo CD looks for credentials in the
   * cluster.
   */
  readonly kubeconfig: string;
  /** For data, keys and logs. */
  readonly directory: string;
}

interface Service {
  stop(): Promise<void>;
}

/**
 * The services that accept distributed credentials. Each is the real program,
 * on a free port of the loopback address. The clients that sign in are here,
 * too.
 */
export class Consumers {
  private constructor(
    readonly programs: Programs,
    readonly directory: string,
    readonly registry: ImageRegistry,
    readonly nginx: Nginx,
    readonly oauth: OAuthServer,
    readonly ssh: SshServer,
    readonly argoCd: ArgoCd,
  ) {}

  /** @throws Error of one line where a program is not installed. */
  static async start(options: ConsumersOptions): Promise<Consumers> {
    const programs = findPrograms();
    const path = (name: string) => join(options.directory, name);
    const nginx = await Nginx.start(programs, path('nginx'));
    const [registry, oauth, ssh, argoCd] = await Promise.all([
      ImageRegistry.start(programs, path('registry')),
      OAuthServer.start(path('oauth')),
      SshServer.start(programs, path('ssh')),
      ArgoCd.create({
        binary: options.argoCd,
        kubeconfig: options.kubeconfig,
        directory: path('argocd'),
        nginx,
      }),
    ]);
    return new Consumers(
      programs,
      options.directory,
      registry,
      nginx,
      oauth,
      ssh,
      argoCd,
    );
  }

  async stop(): Promise<void> {
    const services: Service[] = [
      this.registry,
      this.nginx,
      this.oauth,
      this.ssh,
    ];
    await Promise.all(services.map(service => service.stop()));
  }
}
