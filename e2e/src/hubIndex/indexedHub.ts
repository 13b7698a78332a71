import { join } from 'node:path';
import {
  HubIndexHead,
  HubSourceRecord,
  parseHubIndexPart,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { HUB_NAMESPACE, requestToken } from '../framework/hub';
import { writeKubeconfig } from '../framework/kubeconfig';
import { KubernetesObject } from '../framework/kubernetesApi';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { Platform } from '../framework/platform';

export const INDEX_NAMESPACE = 'central-secrets-index';
export const ACCOUNT = 'central-secrets-hub-index';

const LAYER = join(REPOSITORY_DIRECTORY, 'deploy/base/hub-index');
const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');

const SECRETS = `/api/v1/namespaces/${HUB_NAMESPACE}/secrets`;
const PAGES = `/api/v1/namespaces/${INDEX_NAMESPACE}/configmaps`;
/** On every Secret that these tests create. */
const MARK = { 'e2e/hub-index': 'true' };

/** The index, as a reader sees it at one moment. */
export interface SeenIndex {
  readonly head?: HubIndexHead;
  readonly sources: ReadonlyMap<string, HubSourceRecord>;
  /** Sources that more than one page has. */
  readonly twice: readonly string[];
  readonly unreadable: number;
  readonly raw: readonly KubernetesObject[];
}

/** The platform's hub with the layer `deploy/base/hub-index`, and its programs. */
export class IndexedHub {
  readonly #kubeconfig: string;
  readonly #running: ManagedProcess[] = [];
  #started = 0;

  private constructor(readonly platform: Platform, kubeconfig: string) {
    this.#kubeconfig = kubeconfig;
  }

  /** Applies the layer as documented; the programs run outside of the cluster, as its account. */
  static async prepare(platform: Platform): Promise<IndexedHub> {
    const { controlPlane, directory } = platform;
    await controlPlane.kubectl.run(['apply', '--server-side', '-k', LAYER]);
    const kubeconfig = join(directory, 'hub-index.kubeconfig');
    await writeKubeconfig(kubeconfig, ACCOUNT, {
      ...controlPlane.api.identity,
      token: await requestToken(controlPlane, ACCOUNT, INDEX_NAMESPACE),
    });
    return new IndexedHub(platform, kubeconfig);
  }

  /** Starts one more program. */
  start(): ManagedProcess {
    this.#started += 1;
    const indexer = ManagedProcess.start({
      name: 'hub-index',
      command: process.execPath,
      args: [COMMAND, 'hub-index', '--kubeconfig', this.#kubeconfig],
      env: { NODE_OPTIONS: '' },
      logFile: join(this.platform.directory, `hub-index-${this.#started}.log`),
    });
    this.#running.push(indexer);
    return indexer;
  }

  /** The files with everything that the programs wrote. */
  get logFiles(): string[] {
    return [...new Set(this.#running.map(({ logFile }) => logFile))];
  }

  async see(): Promise<SeenIndex> {
    const raw = await this.platform.api.list(
      `${PAGES}?labelSelector=central-secrets%2Fhub-index%3Dtrue`,
    );
    const parts = raw.flatMap(object => parseHubIndexPart(object) ?? []);
    const pages = parts.flatMap(each =>
      each.part === 'page' ? [each.page] : [],
    );
    const all = pages.flatMap(({ sources }) => sources);
    const sources = new Map(all.map(source => [source.name, source]));
    return {
      head: parts.flatMap(each => (each.part === 'head' ? [each.head] : []))[0],
      sources,
      twice: all
        .filter(source => sources.get(source.name) !== source)
        .map(({ name }) => name),
      unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
      raw,
    };
  }

  /** The index, as soon as it has each Secret of the hub in its newest version, and no other. */
  async untilRight(limitMs = 60_000): Promise<SeenIndex> {
    let difference = '';
    return waitFor(
      async () => {
        const secrets = await this.platform.api.list(SECRETS);
        const seen = await this.see();
        const wrong = secrets.filter(
          ({ metadata }) =>
            seen.sources.get(metadata.name)?.version !==
            metadata.resourceVersion,
        );
        difference = `${wrong.length} of ${secrets.length} wrong, ${seen.sources.size} in the index`;
        return wrong.length === 0 && seen.sources.size === secrets.length
          ? seen
          : undefined;
      },
      {
        reason: 'the index to be right',
        limitMs,
        everyMs: 50,
        describe: () => `${difference}\n${this.#running.at(-1)?.logTail(10)}`,
      },
    );
  }

  /** Creates a Secret. */
  async create(
    name: string,
    values: Readonly<Record<string, string>>,
    more: {
      labels?: Readonly<Record<string, string>>;
      annotations?: Readonly<Record<string, string>>;
      type?: string;
    } = {},
  ): Promise<KubernetesObject> {
    const { status, body } = await this.platform.api.ask('POST', SECRETS, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name,
        namespace: HUB_NAMESPACE,
        labels: { ...MARK, ...more.labels },
        annotations: more.annotations,
      },
      type: more.type,
      stringData: values,
    });
    if (status !== 201) {
      throw new Error(`cannot create ${name}: ${status} ${body?.message}`);
    }
    return body;
  }

  /** Changes a Secret by a merge patch, as one manager. */
  async patch(
    name: string,
    patch: object,
    manager = 'e2e',
  ): Promise<KubernetesObject> {
    const { status, body } = await this.platform.api.ask(
      'PATCH',
      `${SECRETS}/${name}?fieldManager=${manager}`,
      patch,
    );
    if (status !== 200) {
      throw new Error(`cannot patch ${name}: ${status} ${body?.message}`);
    }
    return body;
  }

  async remove(name: string): Promise<void> {
    await this.platform.api.ask('DELETE', `${SECRETS}/${name}`);
  }

  /** Stops the programs. */
  async stopAll(): Promise<void> {
    await Promise.all(this.#running.map(each => each.stop()));
  }

  /** Stops the programs, and deletes the Secrets that these tests have created. */
  async end(): Promise<void> {
    await this.stopAll();
    const { api } = this.platform;
    const own = `${SECRETS}?labelSelector=${encodeURIComponent(
      'e2e/hub-index=true',
    )}`;
    // The deletion of thousands takes longer than one request may.
    await waitFor(
      async () => {
        await api.ask('DELETE', own).catch(() => {});
        return (await api.list(own)).length === 0;
      },
      { reason: 'the Secrets of the tests to be gone', limitMs: 150_000 },
    );
  }
}

/** Milliseconds from now until a condition holds, which is asked all the time. */
export async function measure(
  holds: () => Promise<boolean>,
  reason: string,
): Promise<number> {
  const start = performance.now();
  await waitFor(holds, { reason, limitMs: 20_000, everyMs: 10 });
  return performance.now() - start;
}
