import {
  ExternalSecretRecord,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';

type NamesByTarget = ReadonlyMap<string, readonly string[]>;

/**
 * Which ExternalSecrets of a namespace write which Secret. A namespace may have
 * very many: it is looked through once, when a page is about it, and again after
 * one of them has changed.
 */
export class TargetWriters {
  readonly #cluster: ClusterInventory;
  readonly #namespaces = new Map<string, NamesByTarget>();

  constructor(cluster: ClusterInventory) {
    this.#cluster = cluster;
  }

  /** An ExternalSecret of the namespace has changed, or is new or gone. */
  forget(namespace: string): void {
    this.#namespaces.delete(namespace);
  }

  /** Those of a namespace that write one of these Secrets. */
  find(namespace: string, secrets: Iterable<string>): ExternalSecretRecord[] {
    let targets = this.#namespaces.get(namespace);
    if (!targets) {
      targets = namesByTarget(this.#cluster.externalSecretsIn(namespace));
      this.#namespaces.set(namespace, targets);
    }
    const known = targets;
    return [...secrets]
      .flatMap(secret => known.get(secret) ?? [])
      .flatMap(name => this.#cluster.externalSecret(namespace, name) ?? []);
  }
}

function namesByTarget(
  externalSecrets: readonly ExternalSecretRecord[],
): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  for (const { name, spec } of externalSecrets) {
    const secret = targetOf(name, spec);
    const names = targets.get(secret);
    if (names) {
      names.push(name);
    } else {
      targets.set(secret, [name]);
    }
  }
  return targets;
}
