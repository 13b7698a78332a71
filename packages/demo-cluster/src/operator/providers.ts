import { ClusterApi } from '../apiServer/clusterApi';
import { RemoteReference, StoreSpec } from './specs';

/** Source values by key. */
export type SecretValues = Record<string, string>;

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

/**
 * The source that a store reads from. Every failure throws, worded as the
 * operator words it.
 */
export interface Provider {
  /** Throws when the store cannot be used. */
  validate(): void;
  /** One value, for `spec.data`. */
  getSecret(reference: RemoteReference): string;
  /** All values of a secret, for `spec.dataFrom[].extract`. */
  getSecretMap(reference: RemoteReference): SecretValues;
}

/** The surroundings that the emulated providers need to know. */
export interface ProviderContext {
  api: ClusterApi;
  /** Namespaces whose Secrets the operator's identity may read. */
  readableNamespaces: readonly string[];
  /** The store was made unusable. */
  isBroken: boolean;
}

/** The provider that a store's spec asks for. Only kubernetes, fake and vault exist here, and vault never answers. */
export function providerFor(
  spec: StoreSpec,
  context: ProviderContext,
): Provider {
  const { kubernetes, fake, vault } = spec.provider;
  if (kubernetes) {
    return kubernetesProvider(kubernetes.remoteNamespace ?? 'default', context);
  }
  if (fake) {
    return fakeProvider(fake, context);
  }
  if (vault) {
    return unreachableVault(vault.server);
  }
  throw new Error('the demo cluster emulates kubernetes, fake and vault only');
}

function kubernetesProvider(
  namespace: string,
  { api, readableNamespaces, isBroken }: ProviderContext,
): Provider {
  const isAllowed = !isBroken && readableNamespaces.includes(namespace);
  const secretOf = (name: string): SecretValues => {
    const { data } = api.get({ kind: 'Secret', name, namespace });
    return Object.fromEntries(
      Object.entries<string>(data ?? {}).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString(),
      ]),
    );
  };
  return {
    validate() {
      if (!isAllowed) {
        throw new Error('client is not allowed to get secrets');
      }
    },
    getSecret({ key, property }) {
      const values = secretOf(key);
      if (property === undefined) {
        return JSON.stringify(values);
      }
      if (!Object.hasOwn(values, property)) {
        throw new Error(
          `property ${property} does not exist in data of secret "${key}"`,
        );
      }
      return values[property];
    },
    getSecretMap({ key }) {
      if (!api.find({ kind: 'Secret', name: key, namespace })) {
        throw new NoSecretError();
      }
      return secretOf(key);
    },
  };
}

/** `ValidationResultUnknown` in ESO's API. */
const VALIDATION_UNKNOWN = 1;

function fakeProvider(
  { data = [], validationResult }: NonNullable<StoreSpec['provider']['fake']>,
  { isBroken }: ProviderContext,
): Provider {
  const valueOf = ({ key, property }: RemoteReference): string => {
    const value = data.find(entry => entry.key === key)?.value;
    const found =
      property === undefined || value === undefined
        ? value
        : JSON.parse(value)[property];
    if (found === undefined) {
      throw new NoSecretError();
    }
    return String(found);
  };
  return {
    validate() {
      if (!isBroken && validationResult === VALIDATION_UNKNOWN) {
        throw new ValidationUnknownError('unable to validate');
      }
      if (isBroken || validationResult) {
        throw new Error('unable to validate');
      }
    },
    getSecret: valueOf,
    getSecretMap: reference => parseSecret(valueOf(reference)),
  };
}

/** @throws Error in the words of Go's JSON parser */
function parseSecret(value: string): SecretValues {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(
      `unable to unmarshal secret: invalid character '${value[0]}' looking for beginning of value`,
    );
  }
}

function unreachableVault(server: string): Provider {
  const refuse = (): never => {
    throw new Error(
      `invalid vault credentials: Get "${server}/v1/auth/token/lookup-self": dial tcp ${
        new URL(server).host
      }: connect: connection refused`,
    );
  };
  return { validate: refuse, getSecret: refuse, getSecretMap: refuse };
}
