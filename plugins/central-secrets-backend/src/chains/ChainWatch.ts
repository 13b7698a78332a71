import { ClusterInventory, InventoryChange, PushChange } from '../inventory';
import { ChainIndex } from './ChainIndex';

/** How long one slice of work may take before others have their turn. Milliseconds. */
const SLICE_MS = 8;

/** Time, and the next turn of the event loop. */
export interface SliceClock {
  now(): number;
  turn(): Promise<void>;
}

/**
 * Keeps the chains of one cluster in step with it: changes are only noted when
 * they happen, and followed up when the chains are asked for.
 */
export class ChainWatch {
  readonly #cluster: ClusterInventory;
  readonly #clock: SliceClock;
  readonly #ends: readonly (() => void)[];
  #index: ChainIndex;
  /** Everything is looked at again. */
  #isStale = true;
  readonly #pushes = new Map<string, PushChange>();
  readonly #reads = new Map<string, InventoryChange>();
  /** How each store writes its paths, at the last look. */
  #mounts = '';
  #settling: Promise<ChainIndex> | undefined;

  constructor(options: {
    cluster: ClusterInventory;
    clock: SliceClock;
    /** Called with each change of what is pushed. */
    onPushChange: () => void;
  }) {
    const { cluster, clock, onPushChange } = options;
    this.#cluster = cluster;
    this.#clock = clock;
    this.#index = new ChainIndex(cluster);
    this.#ends = [
      cluster.pushes.onChange(change => {
        this.#notePush(change);
        onPushChange();
      }),
      cluster.onChange(change => this.#note(change)),
    ];
  }

  stop(): void {
    this.#ends.forEach(end => end());
  }

  /** The chains as the cluster is known now. */
  async current(): Promise<ChainIndex> {
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  #notePush(change: PushChange): void {
    if (change.name === undefined) {
      this.#isStale = true;
    } else {
      const { kind, namespace = '', name } = change;
      this.#pushes.set(`${kind}/${namespace}/${name}`, change);
    }
  }

  #note(change: InventoryChange): void {
    const { kind, namespace, name } = change;
    if (kind !== 'externalsecrets') {
      return;
    }
    if (namespace === undefined || name === undefined) {
      this.#isStale = true;
    } else {
      this.#reads.set(`${namespace}/${name}`, change);
    }
  }

  /** A mount that changes makes other keys one path. Few stores are of Vault. */
  #lookAtMounts(): void {
    const mounts = JSON.stringify(
      this.#cluster
        .clusterStores()
        .flatMap(({ name, vault }) => (vault ? [[name, vault]] : [])),
    );
    if (mounts !== this.#mounts) {
      this.#mounts = mounts;
      this.#isStale = true;
    }
  }

  async #settle(): Promise<ChainIndex> {
    this.#lookAtMounts();
    if (this.#isStale) {
      this.#isStale = false;
      const index = new ChainIndex(this.#cluster);
      await this.#inSlices(this.#everything(index));
      this.#index = index;
    }
    await this.#inSlices(this.#changes(this.#index));
    return this.#index;
  }

  /** One step for each object. Changes meanwhile are noted, and followed up afterwards. */
  *#everything(index: ChainIndex): Iterable<void> {
    const { pushes } = this.#cluster;
    for (const { namespace, name } of [...pushes.pushSecrets()]) {
      yield index.setPush(namespace, name);
    }
    for (const { name } of [...pushes.clusterPushSecrets()]) {
      yield index.setMaker(name);
    }
    for (const { name: namespace } of this.#cluster.namespaceRecords()) {
      for (const { name } of this.#cluster.externalSecretsIn(namespace)) {
        yield index.setRead(namespace, name);
      }
    }
  }

  *#changes(index: ChainIndex): Iterable<void> {
    for (const [key, { kind, namespace = '', name = '' }] of this.#pushes) {
      this.#pushes.delete(key);
      yield kind === 'pushsecrets'
        ? index.setPush(namespace, name)
        : index.setMaker(name);
    }
    for (const [key, { namespace = '', name = '' }] of this.#reads) {
      this.#reads.delete(key);
      yield index.setRead(namespace, name);
    }
  }

  async #inSlices(steps: Iterable<void>): Promise<void> {
    let startedAt = this.#clock.now();
    for (const _ of steps) {
      if (this.#clock.now() - startedAt > SLICE_MS) {
        await this.#clock.turn();
        startedAt = this.#clock.now();
      }
    }
  }
}
