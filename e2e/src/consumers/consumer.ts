import type { KubernetesObject } from '../framework/kubernetesApi';

/** The result of an attempt to use a credential. */
export interface Attempt {
  readonly accepted: boolean;
  /**
   * The service's answer, or its reason for the refusal in the program's own
   * words.
   */
  readonly said: string;
}

/** The place where a distributed Secret is used. */
export interface Use {
  /**
   * One per owner of a credential, so that no credential is valid for another
   * owner.
   */
  readonly id: string;
  /** The namespace that received the Secret. */
  readonly namespace: string;
  /** As the API server returns it. */
  readonly secret: KubernetesObject;
}

/** A value of a distributed Secret. @throws Error where it has no such key. */
export function valueOf({ secret }: Pick<Use, 'secret'>, key: string): string {
  const encoded = secret.data?.[key];
  if (encoded === undefined) {
    throw new Error(`the Secret ${secret.metadata.name} has no key ${key}`);
  }
  return Buffer.from(encoded, 'base64').toString('utf8');
}
