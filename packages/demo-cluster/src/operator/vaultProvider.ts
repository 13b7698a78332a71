import { storePathOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { MemoryVault, VaultRefusal } from './memoryVault';
import {
  NoClientError,
  NoSecretError,
  Provider,
  ProviderContext,
} from './provider';
import { RemoteReference, SecretValues, StoreSpec } from './specs';

type VaultSpec = NonNullable<StoreSpec['provider']['vault']>;

/** The provider `vault`: only servers that the demo cluster knows ever answer. */
export function vaultProvider(
  spec: VaultSpec,
  { api, isBroken, vaults }: ProviderContext,
): Provider {
  const { name, namespace = '' } = spec.auth?.tokenSecretRef ?? {};
  if (name && !api.find({ kind: 'Secret', name, namespace })) {
    throw new NoClientError(
      `cannot get Kubernetes secret "${name}" from namespace "${namespace}": secrets "${name}" not found`,
    );
  }
  const vault = isBroken ? undefined : vaults.get(spec.server);
  return vault ? answeringVault(vault, spec) : unreachableVault(spec.server);
}

function unreachableVault(server: string): Provider {
  const refuse = (): never => {
    throw new Error(
      `invalid vault credentials: Get "${server}/v1/auth/token/lookup-self": dial tcp ${
        new URL(server).host
      }: connect: connection refused`,
    );
  };
  const refusePush = ({ key }: RemoteReference): never => {
    throw new Error(
      `cannot read secret data from Vault: Get "${server}/v1/secret/data/${key}": dial tcp ${
        new URL(server).host
      }: connect: connection refused`,
    );
  };
  return {
    validate: refuse,
    getSecret: refuse,
    getSecretMap: refuse,
    secretExists: refusePush,
    pushSecret: refusePush,
    deleteSecret: refusePush,
  };
}

function answeringVault(
  vault: MemoryVault,
  { path: mount, version = 'v2' }: VaultSpec,
): Provider {
  const pathOf = ({ key }: RemoteReference) =>
    storePathOf({ vault: { mount, version } }, key);
  const find = (reference: RemoteReference) => {
    try {
      return vault.read(pathOf(reference));
    } catch (error) {
      if (error instanceof VaultRefusal) {
        throw new Error(`cannot read secret data from Vault: ${error.message}`);
      }
      throw error;
    }
  };
  const read = (reference: RemoteReference): SecretValues => {
    const found = find(reference);
    if (!found) {
      throw new NoSecretError();
    }
    return found.data;
  };
  return {
    validate() {},
    getSecret(reference) {
      const data = read(reference);
      const { property } = reference;
      if (property === undefined) {
        return JSON.stringify(data);
      }
      if (!Object.hasOwn(data, property)) {
        throw new Error(`cannot find secret data for key: "${property}"`);
      }
      return data[property];
    },
    getSecretMap: read,
    secretExists(reference) {
      const { property } = reference;
      const data = find(reference)?.data;
      return (
        data !== undefined &&
        (property === undefined || Object.hasOwn(data, property))
      );
    },
    pushSecret(reference, value) {
      const { property } = reference;
      const found = find(reference);
      if (found && !found.isManaged) {
        throw new Error('secret not managed by external-secrets');
      }
      vault.write(
        pathOf(reference),
        property === undefined
          ? JSON.parse(value)
          : { ...found?.data, [property]: value },
      );
    },
    deleteSecret(reference) {
      const { property } = reference;
      const found = find(reference);
      if (!found?.isManaged) {
        return;
      }
      const rest = Object.entries(found.data).filter(
        ([key]) => property !== undefined && key !== property,
      );
      if (rest.length > 0) {
        vault.write(pathOf(reference), Object.fromEntries(rest));
      } else {
        vault.delete(pathOf(reference));
      }
    },
  };
}
