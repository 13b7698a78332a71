import { appendFile, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Binaries, ensureBinaries } from '../framework/binaries';
import { ControlPlane } from '../framework/controlPlane';
import { applyDefinitions, requestToken } from '../framework/hub';
import { writeKubeconfig } from '../framework/kubeconfig';
import { Operator } from '../framework/operator';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { makeScratchDirectory } from '@central-secrets/dev-tools';
import { Shell } from '../framework/shell';

const OPERATOR = 'external-secrets';

/**
 * An empty cluster for one test file, which may break it, and a shell with a
 * checkout's deploy/ in its folder: the environment of a platform engineer on
 * the first day.
 */
export class OwnCluster {
  #operator?: Operator;
  readonly #directory: string;
  readonly #binaries: Binaries;

  private constructor(
    readonly controlPlane: ControlPlane,
    readonly shell: Shell,
    directory: string,
    binaries: Binaries,
  ) {
    this.#directory = directory;
    this.#binaries = binaries;
  }

  static async start(): Promise<OwnCluster> {
    const binaries = await ensureBinaries();
    const directory = await makeScratchDirectory();
    const plane = join(directory, 'control-plane');
    const work = join(directory, 'work');
    await Promise.all([mkdir(plane), mkdir(work)]);
    const controlPlane = await ControlPlane.start({
      binary: binaries.controlPlane,
      directory: plane,
    });
    await checkOut(work, controlPlane.url);
    const shell = await Shell.open(work, controlPlane.kubectl);
    return new OwnCluster(controlPlane, shell, directory, binaries);
  }

  get operator(): Operator {
    if (!this.#operator) {
      throw new Error('the operator is not installed');
    }
    return this.#operator;
  }

  /** The file with the operator's resource definitions. */
  get definitions(): string {
    return this.#binaries.customResourceDefinitions;
  }

  /**
   * Installs the objects of the operator's chart with rbac.create=false, and
   * the rights of deploy/base/operator: the operator runs with these alone.
   * There is no kubelet, so its Deployment is only an object.
   */
  async installOperator(definitions = this.definitions): Promise<void> {
    const { kubectl } = this.controlPlane;
    await applyDefinitions(this.controlPlane, definitions);
    const metadata = { name: OPERATOR, namespace: OPERATOR };
    const labels = { 'app.kubernetes.io/name': OPERATOR };
    await kubectl.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: OPERATOR } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { containers: [{ name: OPERATOR, image: OPERATOR }] },
          },
        },
      },
    );
    const rights = join(REPOSITORY_DIRECTORY, 'deploy/base/operator');
    await kubectl.run(['apply', '--server-side', '-k', rights]);
    await this.startOperator();
  }

  /** Runs the operator as its service account. */
  async startOperator(): Promise<void> {
    const kubeconfig = join(this.#directory, 'operator.kubeconfig');
    await writeKubeconfig(kubeconfig, OPERATOR, {
      ...this.controlPlane.api.identity,
      token: await requestToken(this.controlPlane, OPERATOR, OPERATOR),
    });
    this.#operator = await Operator.start({
      binary: this.#binaries.operator,
      kubeconfig,
      logFile: join(this.#directory, 'operator.log'),
      // deploy/base/operator gives no right on PushSecrets.
      flags: [
        '--enable-push-secret-reconciler=false',
        '--enable-cluster-push-secret-reconciler=false',
      ],
    });
  }

  async stop(): Promise<void> {
    await this.#operator?.stop();
    await this.controlPlane.stop();
  }
}

/** A copy of deploy/, with the API server's address in the store: this cluster has no DNS. */
async function checkOut(work: string, url: string): Promise<void> {
  const deploy = join(work, 'deploy');
  await cp(join(REPOSITORY_DIRECTORY, 'deploy'), deploy, { recursive: true });
  const file = join(deploy, 'overlays/hub/kustomization.yaml');
  const path = '/spec/provider/kubernetes/server/url';
  const patches = [
    {
      target: { kind: 'ClusterSecretStore' },
      patch: stringify([{ op: 'add', path, value: url }]),
    },
  ];
  await appendFile(file, stringify({ patches }));
}
