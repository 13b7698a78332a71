import {
  NoSecretError,
  Provider,
  ProviderContext,
  ValidationUnknownError,
} from './provider';
import { RemoteReference, SecretValues, StoreSpec } from './specs';
import { secretValuesOf } from './secretValues';
import { vaultProvider } from './vaultProvider';

/** The part of a provider that nothing can be pushed to here. */
const READ_ONLY = {
  secretExists: refusePush,
  pushSecret: refusePush,
  deleteSecret: refusePush,
};

function refusePush(): never {
  throw new Error('the demo cluster emulates pushes to vault only');
}

/** The provider that a store's spec asks for. Only kubernetes, fake and vault exist here. */
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
    return vaultProvider(vault, context);
  }
  throw new Error('the demo cluster emulates kubernetes, fake and vault only');
}

function kubernetesProvider(
  namespace: string,
  { api, readableNamespaces, isBroken }: ProviderContext,
): Provider {
  const isAllowed = !isBroken && readableNamespaces.includes(namespace);
  const secretOf = (name: string) =>
    secretValuesOf(api.get({ kind: 'Secret', name, namespace }));
  return {
    ...READ_ONLY,
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
    ...READ_ONLY,
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
