import {
  ExternalSecretRecord,
  findPushRivals,
  PathWriter,
  PushSecretRecord,
  pushTargetsOf,
  readTargetsOf,
  storePathOf,
  StoreReference,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { kindOfInternalPath } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory';
import { SortedMap } from './SortedMap';
import { TargetWriters } from './TargetWriters';
import { firstOf, SEPARATOR, splitName, within } from './titles';

/** One path of one store, and the names of all that write or read it. */
export interface IndexedChain {
  readonly key: string;
  readonly store: StoreReference & { readonly namespace?: string };
  readonly path: string;
  /** What a search looks at, in lower case. */
  readonly text: string;
  /** PushSecrets, as `namespace/name`. */
  readonly writers: Set<string>;
  /** ClusterPushSecrets that could not make a PushSecret somewhere. */
  readonly failedMakers: Set<string>;
  /** ExternalSecrets, as `namespace/name`. */
  readonly readers: Set<string>;
  /** Those of all of them that say that they failed, with their role. */
  readonly failing: Set<string>;
}

/** Of more writers than this, whether they replace each other is not asked: a team decides how many there are. */
const MOST_COMPARED = 20;

type Role = 'failedMakers' | 'readers' | 'writers';

/** How a list orders chains: those that need attention first. */
function orderOf({ key }: IndexedChain, needsAttention: boolean): string {
  return `${needsAttention ? '0' : '1'}${SEPARATOR}${key}`;
}

/**
 * Which PushSecrets and ExternalSecrets meet at which path of one cluster's
 * stores. Holds names alone: what they mean is derived from the records when it
 * is asked for.
 *
 * A path is a chain if a PushSecret writes it, or if it has a prefix of internal
 * distribution and is read.
 */
export class ChainIndex {
  readonly #cluster: ClusterInventory;
  readonly #chains = new Map<string, IndexedChain>();
  /** By role and name of an object: the keys of its chains. */
  readonly #keys = new Map<string, readonly string[]>();
  /** By namespace: the PushSecrets and ExternalSecrets in it that have chains, by role and name. */
  readonly #inNamespace = new Map<string, Set<string>>();
  /** The ExternalSecrets that write one Secret. */
  readonly writers: TargetWriters;
  readonly #listed = new Map<string, string>();
  readonly #order = new SortedMap<IndexedChain>();
  #needAttention = 0;

  constructor(cluster: ClusterInventory) {
    this.#cluster = cluster;
    this.writers = new TargetWriters(cluster);
  }

  /** How many chains there are. */
  get size(): number {
    return this.#order.size;
  }

  /** How many of them have a hop that failed, or several or no writers. */
  get needAttention(): number {
    return this.#needAttention;
  }

  /** The chains in the order of a list, from behind a place in it, with their places. */
  *after(place?: string): Iterable<{ place: string; chain: IndexedChain }> {
    for (const { key, value } of this.#order.after(place)) {
      yield { place: key, chain: value };
    }
  }

  /** How many chains there are of some, and how many of them need attention. */
  count(isWanted: (chain: IndexedChain) => boolean): {
    total: number;
    needAttention: number;
  } {
    let total = 0;
    let needAttention = 0;
    this.#order.forEach((chain, place) => {
      if (isWanted(chain)) {
        total += 1;
        needAttention += place.startsWith('0') ? 1 : 0;
      }
    });
    return { total, needAttention };
  }

  /** The chains of the PushSecrets and ExternalSecrets of a namespace, listed or not. */
  chainsIn(namespace: string): ReadonlySet<IndexedChain> {
    const keys = [...(this.#inNamespace.get(namespace) ?? [])].flatMap(
      id => this.#keys.get(id) ?? [],
    );
    return new Set(keys.flatMap(key => this.#chains.get(key) ?? []));
  }

  /** Whether a path is a chain: most that are read are sources of the hub. */
  isListed({ key }: IndexedChain): boolean {
    return this.#listed.has(key);
  }

  /** Looks again at a PushSecret, which may be new or gone. */
  setPush(namespace: string, name: string): void {
    const push = this.#cluster.pushes.pushSecret(namespace, name);
    const targets = push ? pushTargetsOf(push) : [];
    this.#set(
      'writers',
      `${namespace}/${name}`,
      targets.map(({ store, remoteKey }) => ({
        ...placed(store, namespace),
        key: remoteKey,
      })),
      push !== undefined && isFailing(push),
    );
  }

  /** Looks again at a ClusterPushSecret. */
  setMaker(name: string): void {
    const maker = this.#cluster.pushes.clusterPushSecret(name);
    const targets = maker?.failedNamespaces.length
      ? pushTargetsOf({ spec: maker.spec, pushed: [] })
      : [];
    this.#set(
      'failedMakers',
      name,
      targets
        .filter(({ store }) => store.kind === 'ClusterSecretStore')
        .map(({ store, remoteKey }) => ({ ...store, key: remoteKey })),
      true,
    );
  }

  /** Looks again at an ExternalSecret. */
  setRead(namespace: string, name: string): void {
    this.writers.forget(namespace);
    const record = this.#cluster.externalSecret(namespace, name);
    const targets = record ? readTargetsOf(record.spec) : [];
    this.#set(
      'readers',
      `${namespace}/${name}`,
      targets.map(({ store, key }) => ({ ...placed(store, namespace), key })),
      record !== undefined && isFailing(record),
    );
  }

  /** The PushSecrets of a chain, and what they write to its path. */
  writersOf({ writers, path, store }: IndexedChain): PathWriter[] {
    const record = this.#storeOf(store);
    return [...writers].sort().flatMap(title => {
      const push = this.#cluster.pushes.pushSecret(...splitName(title));
      const targets = push ? pushTargetsOf(push) : [];
      const entries = targets.filter(
        target =>
          target.store.kind === store.kind &&
          target.store.name === store.name &&
          storePathOf(record, target.remoteKey) === path,
      );
      return push ? [{ push, entries }] : [];
    });
  }

  /**
   * The first ExternalSecrets that read a chain's path, those that fail first.
   *
   * @param most - how many
   * @param isWanted - of which namespaces; all, unless told
   */
  readersOf(
    { readers, failing }: IndexedChain,
    most: number,
    isWanted?: (namespace: string) => boolean,
  ): ExternalSecretRecord[] {
    return firstOf(
      isWanted ? within(readers, isWanted) : readers,
      title => {
        const isFailed = failing.has(`readers${SEPARATOR}${title}`);
        return `${isFailed ? '0' : '1'}${title}`;
      },
      most,
    ).flatMap(title => this.#cluster.externalSecret(...splitName(title)) ?? []);
  }

  /** How many ExternalSecrets of some namespaces read a chain's path. */
  countReaders(
    { readers }: IndexedChain,
    isWanted: (namespace: string) => boolean,
  ): number {
    return [...within(readers, isWanted)].length;
  }

  #storeOf({ kind, name, namespace = '' }: IndexedChain['store']) {
    return this.#cluster.store(kind, name, namespace);
  }

  #set(
    role: Role,
    title: string,
    targets: readonly (IndexedChain['store'] & { readonly key: string })[],
    isFailed: boolean,
  ): void {
    const id = `${role}${SEPARATOR}${title}`;
    const before = this.#keys.get(id) ?? [];
    const chains = targets.map(({ key, ...store }) =>
      this.#chainOf(store, storePathOf(this.#storeOf(store), key)),
    );
    const after = new Set(chains.map(({ key }) => key));
    for (const key of before) {
      this.#chains.get(key)?.[role].delete(title);
      this.#chains.get(key)?.failing.delete(id);
    }
    for (const chain of chains) {
      chain[role].add(title);
      if (isFailed) {
        chain.failing.add(id);
      }
    }
    if (after.size > 0) {
      this.#keys.set(id, [...after]);
    } else {
      this.#keys.delete(id);
    }
    this.#place(role, title, id, after.size > 0);
    new Set([...before, ...after]).forEach(key => this.#list(key));
  }

  #place(role: Role, title: string, id: string, hasChains: boolean): void {
    if (role === 'failedMakers') {
      return;
    }
    const [namespace] = splitName(title);
    const ids = this.#inNamespace.get(namespace);
    if (hasChains) {
      if (ids) {
        ids.add(id);
      } else {
        this.#inNamespace.set(namespace, new Set([id]));
      }
    } else if (ids?.delete(id) && ids.size === 0) {
      this.#inNamespace.delete(namespace);
    }
  }

  #chainOf(store: IndexedChain['store'], path: string): IndexedChain {
    const { kind, namespace, name } = store;
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    const key = `${kind}/${place}/${path}`;
    let chain = this.#chains.get(key);
    if (!chain) {
      chain = {
        key,
        store,
        path,
        text: `${name} ${path}`.toLowerCase(),
        writers: new Set(),
        failedMakers: new Set(),
        readers: new Set(),
        failing: new Set(),
      };
      this.#chains.set(key, chain);
    }
    return chain;
  }

  /** Puts a chain to its place in the list, or out of it. */
  #list(key: string): void {
    const chain = this.#chains.get(key)!;
    const { writers, failedMakers, readers, path } = chain;
    const isWritten = writers.size > 0 || failedMakers.size > 0;
    const isListed =
      isWritten || (readers.size > 0 && kindOfInternalPath(path) !== undefined);
    const needsAttention = isListed && this.#needsAttention(chain);
    const place = isListed ? orderOf(chain, needsAttention) : undefined;
    const before = this.#listed.get(key);
    if (!isWritten && readers.size === 0) {
      this.#chains.delete(key);
    }
    if (before === place) {
      return;
    }
    if (before !== undefined) {
      this.#order.delete(before);
      this.#listed.delete(key);
      this.#needAttention -= before.startsWith('0') ? 1 : 0;
    }
    if (place !== undefined) {
      this.#order.set(place, chain);
      this.#listed.set(key, place);
      this.#needAttention += needsAttention ? 1 : 0;
    }
  }

  /** As far as the objects themselves say it: what follows from time alone is only derived for an answer. */
  #needsAttention(chain: IndexedChain): boolean {
    const { failing, writers } = chain;
    if (
      failing.size > 0 ||
      writers.size === 0 ||
      writers.size > MOST_COMPARED
    ) {
      return true;
    }
    if (writers.size === 1) {
      return false;
    }
    const all = this.writersOf(chain);
    return all.some(writer => findPushRivals(writer, all).length > 0);
  }
}

function isFailing({
  ready,
}: Pick<ExternalSecretRecord | PushSecretRecord, 'ready'>): boolean {
  return ready?.status === 'False';
}

function placed(
  { kind, name }: StoreReference,
  namespace: string,
): IndexedChain['store'] {
  return kind === 'ClusterSecretStore'
    ? { kind, name }
    : { kind, name, namespace };
}
