import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  freePort,
  isPortFree,
  ManagedProcess,
  waitFor,
} from '@central-secrets/dev-tools';
import { writeKubeconfig } from './kubeconfig';
import { Kubectl } from './kubectl';
import { KubernetesApi } from './kubernetesApi';
import { REPOSITORY_DIRECTORY } from './paths';

// Without the first ones, owned objects are not collected, namespaces do not
// finish their deletion, and the API server's certificate (kube-root-ca.crt) is
// not published. The last two create pods for Deployments, though no node runs
// them.
const CONTROLLERS = [
  'namespace-controller',
  'garbage-collector-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  // Adds a chart's rules to Kubernetes' own roles edit and admin.
  'clusterrole-aggregation-controller',
  'deployment-controller',
  'replicaset-controller',
];

const AUDIT_POLICY_FILE = join(
  REPOSITORY_DIRECTORY,
  'deploy/base/audit/policy.yaml',
);

/** The operator's name in the audit log. */
export const OPERATOR_USER = 'external-secrets-operator';

/** Where a control plane's programs and files are. */
export interface ControlPlaneOptions {
  /** The binary of e2e/control-plane. */
  readonly binary: string;
  /** For data, keys and logs; must be empty. */
  readonly directory: string;
  /**
   * Whether controllers run; default true. Without them, only requests change
   * the cluster.
   */
  readonly controllers?: boolean;
  /**
   * How often the API server compacts etcd's history, in seconds; default 300,
   * as in every cluster.
   */
  readonly compactionIntervalSeconds?: number;
}

/**
 * etcd, the API server and the controller manager, on free ports of the
 * loopback address. There are no nodes, so no pod runs.
 */
export class ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #ports: { etcd: number; etcdPeer: number; apiServer: number };
  readonly #adminToken = `admin-${randomUUID()}`;
  readonly #operatorToken = `operator-${randomUUID()}`;
  readonly #processes = new Map<string, ManagedProcess>();
  #api?: KubernetesApi;

  /** Returns when the API server is ready. */
  static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    const plane = new ControlPlane(options, {
      etcd: await freePort(),
      etcdPeer: await freePort(),
      apiServer: await freePort(),
    });
    await plane.#prepare();
    plane.#startEtcd();
    await plane.startApiServer();
    if (options.controllers !== false) {
      plane.#startControllerManager();
    }
    return plane;
  }

  private constructor(
    options: ControlPlaneOptions,
    ports: { etcd: number; etcdPeer: number; apiServer: number },
  ) {
    this.#options = options;
    this.#ports = ports;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#ports.apiServer}`;
  }

  /** As administrator. */
  get api(): KubernetesApi {
    if (!this.#api) {
      throw new Error('the API server has not been started yet');
    }
    return this.#api;
  }

  /** As administrator. */
  get kubectl(): Kubectl {
    return new Kubectl(this.#options.binary, this.kubeconfig);
  }

  get kubeconfig(): string {
    return this.#path('admin.kubeconfig');
  }

  /**
   * The operator's identity: an administrator with its own name, so that the
   * audit log distinguishes the operator from the tests.
   */
  get operatorKubeconfig(): string {
    return this.#path('operator.kubeconfig');
  }

  /**
   * The audit log that deploy/base/audit/policy.yaml demands: one JSON object a
   * line.
   */
  get auditLogFile(): string {
    return this.#path('audit.log');
  }

  /** The API server creates its own certificate, which is its own authority. */
  get certificateAuthorityFile(): string {
    return this.#path('certificates', 'apiserver.crt');
  }

  /** The process ids of all its running programs. */
  get processIds(): readonly number[] {
    return [...this.#processes.values()].flatMap(({ pid, ended }) =>
      pid === undefined || ended ? [] : [pid],
    );
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#path('certificates'), { recursive: true });
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await writeFile(this.#path('service-account.key'), privateKey, {
      mode: 0o600,
    });
    await writeFile(
      this.#path('tokens.csv'),
      [
        `${this.#adminToken},admin,admin,"system:masters"\n`,
        `${this.#operatorToken},${OPERATOR_USER},operator,"system:masters"\n`,
      ].join(''),
      { mode: 0o600 },
    );
  }

  #startEtcd(): void {
    const client = `http://127.0.0.1:${this.#ports.etcd}`;
    const peer = `http://127.0.0.1:${this.#ports.etcdPeer}`;
    this.#run('etcd', [
      '--name=e2e',
      `--data-dir=${this.#path('etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=e2e=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ]);
  }

  /** Returns when it is ready. Its port and its certificate stay the same. */
  async startApiServer(): Promise<void> {
    const key = this.#path('service-account.key');
    const server = this.#run('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${this.#ports.etcd}`,
      `--etcd-compaction-interval=${
        this.#options.compactionIntervalSeconds ?? 300
      }s`,
      `--cert-dir=${this.#path('certificates')}`,
      `--secure-port=${this.#ports.apiServer}`,
      '--bind-address=127.0.0.1',
      '--service-cluster-ip-range=10.0.0.0/24',
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${this.#path('tokens.csv')}`,
      '--authorization-mode=RBAC',
      `--audit-policy-file=${AUDIT_POLICY_FILE}`,
      `--audit-log-path=${this.auditLogFile}`,
      // One file only: a whole run stays below this size, in megabytes.
      '--audit-log-maxsize=2000',
    ]);
    const identity = await waitFor(
      async () => {
        server.assertRunning();
        return {
          url: this.url,
          token: this.#adminToken,
          certificateAuthority: await readFile(
            this.certificateAuthorityFile,
            'utf8',
          ),
        };
      },
      { reason: "the API server's certificate", limitMs: 30_000 },
    );
    await this.#api?.close();
    this.#api = new KubernetesApi(identity);
    await writeKubeconfig(this.kubeconfig, 'admin', identity);
    await writeKubeconfig(this.operatorKubeconfig, OPERATOR_USER, {
      ...identity,
      token: this.#operatorToken,
    });
    await waitFor(() => this.isApiServerReady(), {
      reason: 'the API server to be ready',
      limitMs: 60_000,
      describe: () => server.logTail(5),
    });
  }

  async isApiServerReady(): Promise<boolean> {
    return this.api.ask('GET', '/readyz').then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** Returns when its port is free again. */
  async stopApiServer(): Promise<void> {
    // It would wait for open watches, and a minute of waiting proves nothing.
    await this.#processes.get('kube-apiserver')?.stop(2_000);
    await waitFor(() => isPortFree(this.#ports.apiServer), {
      reason: "the API server's port to be free",
      limitMs: 15_000,
    });
  }

  /** Pauses the API server: it keeps its connections and answers nothing. */
  pauseApiServer(): void {
    this.#processes.get('kube-apiserver')?.signal('SIGSTOP');
  }

  resumeApiServer(): void {
    this.#processes.get('kube-apiserver')?.signal('SIGCONT');
  }

  #startControllerManager(): void {
    this.#run('kube-controller-manager', [
      `--kubeconfig=${this.kubeconfig}`,
      `--controllers=${CONTROLLERS.join(',')}`,
      '--leader-elect=false',
      // Each controller has its own name, as the audit log shows it.
      '--use-service-account-credentials=true',
      '--secure-port=0',
      `--service-account-private-key-file=${this.#path('service-account.key')}`,
      `--root-ca-file=${this.certificateAuthorityFile}`,
      // The controllers retry a lot after a restart of the API server.
      '--kube-api-qps=100',
      '--kube-api-burst=200',
    ]);
  }

  async stop(): Promise<void> {
    await this.#api?.close();
    // In this order, each program still has the one it depends on.
    const names = ['kube-controller-manager', 'kube-apiserver', 'etcd'];
    for (const name of names) {
      await this.#processes.get(name)?.stop();
    }
  }

  /** The last lines of each program's log. */
  logTails(lines: number): string {
    return [...this.#processes]
      .map(([name, child]) => `--- ${name}\n${child.logTail(lines)}`)
      .join('\n');
  }

  #run(program: string, args: readonly string[]): ManagedProcess {
    const child = ManagedProcess.start({
      name: program,
      command: this.#options.binary,
      args: [program, ...args],
      cwd: this.#options.directory,
      logFile: this.#path(`${program}.log`),
    });
    this.#processes.set(program, child);
    return child;
  }

  #path(...names: string[]): string {
    return join(this.#options.directory, ...names);
  }
}
