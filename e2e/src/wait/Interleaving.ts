import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@central-secrets/dev-tools';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi, KubernetesObject } from '../framework/kubernetesApi';
import {
  createObject,
  deleteObject,
  objectPath,
  patchObject,
  PlainObject,
} from '../framework/objects';
import { callWait, WaitReport } from './callWait';
import { Action, Script, Step } from './script';

const FORCE_SYNC = 'external-secrets.io/force-sync';
/** How long the source is away. Shorter than the grace of the command. */
const BROKEN_MS = 1_200;
const SELECTED_BY = 'e2e.central-secrets/wait';

/** What a call of the command was for, and what it found. */
export interface Found {
  readonly report: WaitReport;
  /** When the awaited change was made, and when the command returned. */
  readonly triggeredAt: number;
  readonly calledAt: number;
  readonly endedAt: number;
  /** The value of the source at the trigger; each change makes a higher one. */
  readonly wanted: number;
  /** The value of the Secret when the command returned; 0: there is none. */
  readonly delivered: number;
  /** Whether the Secret has what the awaited generation adds. */
  readonly hasLabel: boolean;
  readonly generation?: number;
}

/** One namespace, one source, one delivery, and a script that runs on them. */
export class Interleaving {
  readonly #api: () => KubernetesApi;
  readonly #kubeconfig: string;
  readonly #id: string;
  readonly #script: Script;
  #value = 1;
  #syncs = 0;

  constructor(options: {
    readonly api: () => KubernetesApi;
    readonly kubeconfig: string;
    readonly id: string;
    readonly script: Script;
  }) {
    this.#api = options.api;
    this.#kubeconfig = options.kubeconfig;
    this.#id = options.id;
    this.#script = options.script;
  }

  async run(): Promise<Found> {
    const { before, during, pauseMs, staysBroken } = this.#script;
    for (const object of [this.#namespace(), this.#source(), this.#subject()]) {
      await this.#persist(() => createObject(this.#api(), object));
    }
    await waitFor(async () => (await this.#delivered()) >= 1, {
      reason: `the first Secret of ${this.#id}`,
      limitMs: 120_000,
    });
    await this.#play(before);
    await this.#act('change');
    const generation =
      this.#script.mode === 'generation' ? await this.#edit() : undefined;
    const wanted = this.#value;
    const triggeredAt = Date.now();
    const args = this.#args(triggeredAt, generation);
    await sleep(pauseMs);
    const calledAt = Date.now();
    const called = callWait(args, this.#script.skewMs).then(async report => {
      const endedAt = Date.now();
      // At once: what the rollout that the command holds back would read.
      return { report, endedAt, secret: await this.#secret() };
    });
    const played = this.#play(during).then(() =>
      staysBroken ? this.#remove() : undefined,
    );
    const [{ report, endedAt, secret }] = await Promise.all([called, played]);
    return {
      report,
      triggeredAt,
      calledAt,
      endedAt,
      wanted,
      delivered: valueOf(secret),
      hasLabel: secret?.metadata.labels?.edited === 'yes',
      generation,
    };
  }

  /** Removes everything but the namespace. */
  async clean(): Promise<void> {
    for (const object of [this.#subject(), this.#source()]) {
      await this.#persist(() => deleteObject(this.#api(), object));
    }
  }

  #args(triggeredAt: number, generation: number | undefined): string[] {
    const { kind, mode, skewMs } = this.#script;
    const scope =
      kind === 'distribution'
        ? ['--distribution', this.#id]
        : ['--delivery', `${this.#id}/${this.#id}`];
    const since = {
      now: [],
      refresh: ['--refresh'],
      time: ['--since', new Date(triggeredAt + skewMs).toISOString()],
      generation: ['--since', `generation=${generation}`],
    }[mode];
    return [
      ...['--kubeconfig', this.#kubeconfig, '--timeout', '120s'],
      ...scope,
      ...since,
    ];
  }

  async #play(steps: readonly Step[]): Promise<void> {
    for (const { action, afterMs } of steps) {
      await sleep(afterMs);
      await this.#act(action);
    }
  }

  async #act(action: Action): Promise<void> {
    switch (action) {
      case 'change':
        this.#value += 1;
        await this.#persist(() =>
          patchObject(this.#api(), this.#source(), {
            data: this.#source().data,
          }),
        );
        break;
      case 'sync': {
        this.#syncs += 1;
        const annotations = { [FORCE_SYNC]: `test-${this.#syncs}` };
        await this.#persist(() =>
          patchObject(this.#api(), this.#subject(), {
            metadata: { annotations },
          }),
        );
        break;
      }
      case 'break':
        await this.#remove();
        await sleep(BROKEN_MS);
        await this.#persist(() => createObject(this.#api(), this.#source()));
        break;
      case 'delete-secret':
        await this.#persist(() =>
          deleteObject(this.#api(), this.#named('v1', 'Secret')),
        );
        break;
      default:
        if (this.#script.kind === 'distribution') {
          await this.#persist(() =>
            deleteObject(
              this.#api(),
              this.#named('external-secrets.io/v1', 'ExternalSecret'),
            ),
          );
        }
    }
  }

  async #remove(): Promise<void> {
    await this.#persist(() => deleteObject(this.#api(), this.#source()));
  }

  /** Changes the spec. @returns the generation of the ExternalSecret that is to be synced */
  async #edit(): Promise<number> {
    const target = {
      template: { metadata: { labels: { edited: 'yes' } } },
    };
    const patched = await this.#persist(() =>
      patchObject(this.#api(), this.#subject(), {
        spec:
          this.#script.kind === 'distribution'
            ? { externalSecretSpec: { target } }
            : { target },
      }),
    );
    // The copy of a distribution may be made again, from 1 on; that its spec is
    // the current one is another condition.
    return this.#script.kind === 'distribution'
      ? 1
      : (patched as any).metadata.generation;
  }

  /** Tries until the API server takes it: it may be away for a while. */
  async #persist<T>(action: () => Promise<T>): Promise<T | true> {
    return waitFor(
      async () => {
        try {
          return (await action()) ?? true;
        } catch (error) {
          // An earlier try may have got through.
          if (/ 409 .*already exists/.test(String(error))) {
            return true;
          }
          throw error;
        }
      },
      { reason: `a change of ${this.#id}`, everyMs: 100 },
    );
  }

  async #delivered(): Promise<number> {
    return valueOf(await this.#secret());
  }

  async #secret(): Promise<KubernetesObject | undefined> {
    let secret: KubernetesObject | undefined;
    await this.#persist(async () => {
      secret = await this.#api().get(objectPath(this.#named('v1', 'Secret')));
    });
    return secret;
  }

  #namespace(): PlainObject {
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.#id, labels: { [SELECTED_BY]: this.#id } },
    };
  }

  #source(): PlainObject {
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: this.#id, namespace: HUB_NAMESPACE },
      data: { value: Buffer.from(String(this.#value)).toString('base64') },
    };
  }

  #subject(): PlainObject {
    const spec = {
      refreshInterval: `${this.#script.refreshSeconds}s`,
      secretStoreRef: {
        kind: 'ClusterSecretStore',
        name: 'central-secret-store',
      },
      target: { name: this.#id },
      data: [
        {
          secretKey: 'value',
          remoteRef: { key: this.#id, property: 'value' },
        },
      ],
    };
    return this.#script.kind === 'distribution'
      ? {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ClusterExternalSecret',
          metadata: { name: this.#id },
          spec: {
            namespaceSelectors: [{ matchLabels: { [SELECTED_BY]: this.#id } }],
            externalSecretSpec: spec,
          },
        }
      : {
          ...this.#named('external-secrets.io/v1', 'ExternalSecret'),
          spec,
        };
  }

  #named(apiVersion: string, kind: string): PlainObject {
    return {
      apiVersion,
      kind,
      metadata: { name: this.#id, namespace: this.#id },
    };
  }
}

function valueOf(secret: KubernetesObject | undefined): number {
  return Number(
    Buffer.from(secret?.data?.value ?? '', 'base64').toString() || '0',
  );
}
