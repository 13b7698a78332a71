import {
  distributionOfFinalizer,
  DistributionRecord,
  ExternalSecretRecord,
  isNamespaceFinalizer,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory, SelectorIndex } from '../inventory';

/** A place where a delivery may be that is not known of yet. */
export interface FoundPlace {
  readonly namespace: string;
  readonly distribution: string;
}

/**
 * The names of all distributions that may have to do with a namespace
 * (`isInvolved`): by its labels, its copies and its finalizers.
 */
export function candidateDistributions(
  selectors: SelectorIndex,
  { labels, finalizers }: NamespaceRecord,
  siblings: readonly ExternalSecretRecord[],
): Set<string> {
  const names = selectors.candidates(labels);
  for (const { owner } of siblings) {
    if (owner?.kind === 'ClusterExternalSecret') {
      names.add(owner.name);
    }
  }
  finalizers
    .filter(isNamespaceFinalizer)
    .forEach(finalizer => names.add(distributionOfFinalizer(finalizer)));
  return names;
}

/**
 * Looks for the deliveries of distributions that are new, or reach other
 * namespaces than before: once through all namespaces, however many
 * distributions are looked for.
 */
export class DeliverySearch {
  readonly #cluster: ClusterInventory;
  /** Those that the next search is for. */
  #wanted = new SelectorIndex();
  #running:
    | { readonly wanted: SelectorIndex; readonly left: NamespaceRecord[] }
    | undefined;

  constructor(cluster: ClusterInventory) {
    this.#cluster = cluster;
  }

  add(distribution: DistributionRecord): void {
    this.#wanted.set(distribution);
  }

  /** Its deliveries are no longer looked for. */
  delete(name: string): void {
    this.#wanted.delete(name);
  }

  /** Looks through one namespace. @returns what was found in it; undefined: nothing is looked for */
  step(): FoundPlace[] | undefined {
    if (!this.#running) {
      if (this.#wanted.size === 0) {
        return undefined;
      }
      const left = [...this.#cluster.namespaceRecords()];
      this.#running = { wanted: this.#wanted, left };
      this.#wanted = new SelectorIndex();
    }
    const { wanted, left } = this.#running;
    const namespace = left.pop();
    if (!namespace) {
      this.#running = undefined;
      return [];
    }
    const { name } = namespace;
    const siblings = this.#cluster.externalSecretsIn(name);
    return [...candidateDistributions(wanted, namespace, siblings)]
      .filter(distribution => wanted.has(distribution))
      .map(distribution => ({ namespace: name, distribution }));
  }
}
