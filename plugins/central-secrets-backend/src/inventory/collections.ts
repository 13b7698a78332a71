import {
  DistributionRecord,
  ExternalSecretRecord,
  NamespaceRecord,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { LABEL_KUBERNETES_ID } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Collection, Identity } from './Collection';
import { neverReconciledSince } from './neverReconciled';
import { OfferedIndex } from './OfferedIndex';
import { SelectorIndex } from './SelectorIndex';

const NONE: readonly never[] = [];

/** Records of a kind without namespaces, by name. */
export class ByName<R extends { readonly name: string }>
  implements Collection<R>
{
  readonly records = new Map<string, R>();

  get size(): number {
    return this.records.size;
  }

  [Symbol.iterator](): Iterator<R> {
    return this.records.values();
  }

  upsert(record: R): void {
    this.records.set(record.name, record);
  }

  remove({ name }: Identity): void {
    this.records.delete(name);
  }
}

/** Records of a kind with namespaces, by namespace and name. */
export class ByNamespace<
  R extends { readonly namespace?: string; readonly name: string },
> implements Collection<R>
{
  readonly #namespaces = new Map<string, Map<string, R>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(namespace: string, name: string): R | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  in(namespace: string): readonly R[] {
    const records = this.#namespaces.get(namespace);
    return records ? [...records.values()] : NONE;
  }

  *[Symbol.iterator](): Iterator<R> {
    for (const records of this.#namespaces.values()) {
      yield* records.values();
    }
  }

  upsert(record: R): void {
    const namespace = record.namespace ?? '';
    let records = this.#namespaces.get(namespace);
    if (!records) {
      records = new Map();
      this.#namespaces.set(namespace, records);
    }
    this.#size += records.has(record.name) ? 0 : 1;
    records.set(record.name, record);
  }

  remove({ namespace = '', name }: Identity): void {
    const records = this.#namespaces.get(namespace);
    if (records?.delete(name)) {
      this.#size -= 1;
      if (records.size === 0) {
        this.#namespaces.delete(namespace);
      }
    }
  }
}

/** Namespaces by name, and by the value of the catalog's label. */
export class Namespaces extends ByName<NamespaceRecord> {
  readonly #byKubernetesId = new Map<string, Map<string, NamespaceRecord>>();

  /** Indexed for `backstage.io/kubernetes-id`; another label is looked for in all. */
  withLabel(key: string, value: string): readonly NamespaceRecord[] {
    if (key === LABEL_KUBERNETES_ID) {
      return [...(this.#byKubernetesId.get(value)?.values() ?? NONE)];
    }
    return [...this.records.values()].filter(
      ({ labels }) => Object.hasOwn(labels, key) && labels[key] === value,
    );
  }

  override upsert(record: NamespaceRecord): void {
    this.remove(record);
    super.upsert(record);
    const id = record.labels[LABEL_KUBERNETES_ID];
    if (id !== undefined) {
      let records = this.#byKubernetesId.get(id);
      if (!records) {
        records = new Map();
        this.#byKubernetesId.set(id, records);
      }
      records.set(record.name, record);
    }
  }

  override remove({ name }: Identity): void {
    const id = this.records.get(name)?.labels[LABEL_KUBERNETES_ID];
    super.remove({ name });
    if (id !== undefined) {
      const records = this.#byKubernetesId.get(id);
      records?.delete(name);
      if (records?.size === 0) {
        this.#byKubernetesId.delete(id);
      }
    }
  }
}

/** Distributions by name, by the labels that their selectors look at, and by the owners to whom they are offered. */
export class Distributions extends ByName<DistributionRecord> {
  readonly #byLabelKey = new Map<string, Map<string, DistributionRecord>>();
  readonly #selectors = new SelectorIndex();
  readonly #offered = new OfferedIndex();

  /** Those whose selectors look at any of these label keys, each once, by name. */
  askingFor(labelKeys: Iterable<string>): readonly DistributionRecord[] {
    const found = new Map<string, DistributionRecord>();
    for (const key of labelKeys) {
      this.#byLabelKey
        .get(key)
        ?.forEach((record, name) => found.set(name, record));
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Those that a namespace with these labels may ask for, and others; each once. */
  candidates(labels: Readonly<Record<string, string>>): DistributionRecord[] {
    return [...this.#selectors.candidates(labels)].flatMap(
      name => this.records.get(name) ?? [],
    );
  }

  /** See `neverReconciledSince`. Mostly the first record decides. */
  get neverReconciledSince(): number | undefined {
    return neverReconciledSince(this.records.values());
  }

  countOfferedTo(ownerRefs: readonly string[]): number {
    return this.#offered.count(ownerRefs);
  }

  override upsert(record: DistributionRecord): void {
    // Its place among all stays: an answer keeps the order of the one before.
    this.#forgetLabelKeys(record.name);
    super.upsert(record);
    this.#selectors.set(record);
    this.#offered.set(record);
    for (const key of labelKeysOf(record)) {
      let records = this.#byLabelKey.get(key);
      if (!records) {
        records = new Map();
        this.#byLabelKey.set(key, records);
      }
      records.set(record.name, record);
    }
  }

  override remove({ name }: Identity): void {
    this.#forgetLabelKeys(name);
    this.#selectors.delete(name);
    this.#offered.delete(name);
    super.remove({ name });
  }

  #forgetLabelKeys(name: string): void {
    const record = this.records.get(name);
    for (const key of record ? labelKeysOf(record) : NONE) {
      const records = this.#byLabelKey.get(key);
      records?.delete(name);
      if (records?.size === 0) {
        this.#byLabelKey.delete(key);
      }
    }
  }
}

/** Every label key that a distribution's selectors look at. */
export function labelKeysOf({
  selectors,
}: DistributionRecord): readonly string[] {
  return selectors.flatMap(({ matchLabels = {}, matchExpressions = [] }) => [
    ...Object.keys(matchLabels),
    ...matchExpressions.map(({ key }) => key),
  ]);
}

/** ClusterSecretStores by name. */
export class ClusterStores extends ByName<StoreRecord> {
  /** See `neverReconciledSince`. Mostly the first record decides. */
  get neverReconciledSince(): number | undefined {
    return neverReconciledSince(this.records.values());
  }
}
export class Stores extends ByNamespace<StoreRecord> {}
export class ExternalSecrets extends ByNamespace<ExternalSecretRecord> {}
