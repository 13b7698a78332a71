import type { KubernetesObject } from '../framework/kubernetesApi';

/** What became of an attempt to use a credential. @public */
export interface Attempt {
  readonly accepted: boolean;
  /** What the service gave in return, or why it refused, in the program's own words. */
  readonly said: string;
}

/** Where a distributed Secret is used from. @public */
export interface Use {
  /** One per credential's owner, so that nobody's credential opens another's door. */
  readonly id: string;
  /** The namespace that the Secret was distributed to. */
  readonly namespace: string;
  /** As the API server returns it. */
  readonly secret: KubernetesObject;
}

/** A value of a distributed Secret. @throws Error where it has no such key. @public */
export function valueOf({ secret }: Pick<Use, 'secret'>, key: string): string {
  const encoded = secret.data?.[key];
  if (encoded === undefined) {
    throw new Error(`the Secret ${secret.metadata.name} has no key ${key}`);
  }
  return Buffer.from(encoded, 'base64').toString('utf8');
}
