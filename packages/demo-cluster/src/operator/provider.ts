import { ClusterApi } from '../apiServer/clusterApi';
import { MemoryVault } from './memoryVault';
import { RemoteReference, SecretValues } from './specs';

/** The source has nothing under that name: only for this does a deletion policy other than Retain make a difference. */
export class NoSecretError extends Error {
  constructor() {
    super('Secret does not exist');
  }
}

/**
 * Thrown where it is unknown whether the store would work; the operator then
 * takes it for Ready.
 */
export class ValidationUnknownError extends Error {}

/** Thrown where no client of the provider can be made: its credential is missing. */
export class NoClientError extends Error {}

/**
 * The source that a store reads from, and writes to. Every failure throws,
 * worded as the operator words it.
 */
export interface Provider {
  /** Throws when the store cannot be used. */
  validate(): void;
  /** One value, for `spec.data`. */
  getSecret(reference: RemoteReference): string;
  /** All values of a secret, for `spec.dataFrom[].extract`. */
  getSecretMap(reference: RemoteReference): SecretValues;
  /** Whether a value is there, for a push that must not replace one. */
  secretExists(reference: RemoteReference): boolean;
  /** Writes one value; without a property, all values as JSON. */
  pushSecret(reference: RemoteReference, value: string): void;
  /** Deletes what was pushed. */
  deleteSecret(reference: RemoteReference): void;
}

/** The surroundings that the emulated providers need to know. */
export interface ProviderContext {
  api: ClusterApi;
  /** Namespaces whose Secrets the operator's identity may read. */
  readableNamespaces: readonly string[];
  /** The store was made unusable. */
  isBroken: boolean;
  /** Those that answer, by their address. */
  vaults: ReadonlyMap<string, MemoryVault>;
}
