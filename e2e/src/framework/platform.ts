import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBinaries } from './binaries';
import { ControlPlane } from './controlPlane';
import { applyHub, requestToken, waitForStore } from './hub';
import { writeKubeconfig } from './kubeconfig';
import { Identity } from './identity';
import { KubernetesApi } from './kubernetesApi';
import { Operator } from './operator';
import { makeScratchDirectory } from '@central-secrets/dev-tools';

/** The options of a platform. */
export interface PlatformOptions {
  /** The operator's refresh interval, in seconds. */
  readonly refreshSeconds: number;
  /** The value of each key of each source secret. */
  readonly valueOf: (secret: string, key: string) => string;
  /** Receives one line about each step. */
  readonly report: (line: string) => void;
}

/** One of Backstage's two identities. */
export interface BackstageIdentity {
  readonly identity: Identity;
  readonly tokenFile: string;
  readonly kubeconfig: string;
}

/**
 * A real control plane with the real operator and the hub of deploy/: the
 * cluster of a platform team, without nodes.
 */
export class Platform {
  private constructor(
    /** Contains everything: data, keys, tokens, logs. */
    readonly directory: string,
    readonly controlPlane: ControlPlane,
    readonly operator: Operator,
    readonly reader: BackstageIdentity,
    readonly writer: BackstageIdentity,
    /**
     * Applies the resource definitions and the hub again, after a test removed
     * a part of them.
     */
    readonly restoreHub: () => Promise<void>,
  ) {}

  /** Returns when the operator has found the hub's store usable. */
  static async start(options: PlatformOptions): Promise<Platform> {
    const { report } = options;
    const binaries = await ensureBinaries({ report });
    const directory = await makeScratchDirectory();
    const planeDirectory = join(directory, 'control-plane');
    await mkdir(planeDirectory);

    report('starting etcd, the API server and the controller manager');
    const controlPlane = await ControlPlane.start({
      binary: binaries.controlPlane,
      directory: planeDirectory,
    });
    report('applying the hub');
    const applyAgain = () =>
      applyHub({
        controlPlane,
        customResourceDefinitions: binaries.customResourceDefinitions,
        directory,
        refreshSeconds: options.refreshSeconds,
        valueOf: options.valueOf,
      });
    await applyAgain();
    report('starting the operator');
    const operator = await Operator.start({
      binary: binaries.operator,
      kubeconfig: controlPlane.operatorKubeconfig,
      logFile: join(directory, 'operator.log'),
    });
    await waitForStore(controlPlane);
    return new Platform(
      directory,
      controlPlane,
      operator,
      await makeIdentity(controlPlane, directory, 'reader'),
      await makeIdentity(controlPlane, directory, 'writer'),
      applyAgain,
    );
  }

  /** As administrator. */
  get api(): KubernetesApi {
    return this.controlPlane.api;
  }

  async stop(): Promise<void> {
    await this.operator.stop();
    await this.controlPlane.stop();
  }
}

async function makeIdentity(
  controlPlane: ControlPlane,
  directory: string,
  role: 'reader' | 'writer',
): Promise<BackstageIdentity> {
  const token = await requestToken(controlPlane, `central-secrets-${role}`);
  const identity = { ...controlPlane.api.identity, token };
  const tokenFile = join(directory, `${role}.token`);
  const kubeconfig = join(directory, `${role}.kubeconfig`);
  await writeFile(tokenFile, token, { mode: 0o600 });
  await writeKubeconfig(kubeconfig, `central-secrets-${role}`, identity);
  return { identity, tokenFile, kubeconfig };
}
