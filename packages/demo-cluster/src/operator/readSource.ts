import { KubernetesObject } from '../apiServer/objects';
import { ControllerContext } from './context';
import { NoSecretError, Provider } from './provider';
import { providerFor } from './providers';
import { ExternalSecretSpec, RemoteReference, SecretValues } from './specs';
import { usableStore } from './stores';

/**
 * Reads all source values of an ExternalSecret. Throws with the text that the
 * event will carry. Calls `onMissing` for absent sources, where the deletion
 * policy makes that a reason to go on.
 */
export function readSource(
  context: Pick<ControllerContext, 'api' | 'providerContext'>,
  externalSecret: KubernetesObject,
  onMissing: (message: string) => void,
): SecretValues {
  const spec = externalSecret.spec as ExternalSecretSpec;
  const provider = (): Provider => {
    const store = usableStore(
      context.api,
      spec.secretStoreRef,
      externalSecret.metadata.namespace!,
    );
    return providerFor(store.spec, context.providerContext(store));
  };
  const missingIsFine = (error: unknown) =>
    error instanceof NoSecretError && spec.target.deletionPolicy !== 'Retain';

  const values: SecretValues = {};
  spec.dataFrom?.forEach(({ extract, rewrite, sourceRef }, i) => {
    if (sourceRef?.generatorRef) {
      const { kind, name } = sourceRef.generatorRef;
      throw new Error(
        `error processing spec.dataFrom[${i}].sourceRef.generatorRef, err: unable to get generator: ${kind}.generators.external-secrets.io "${name}" not found`,
      );
    }
    if (!extract || rewrite) {
      throw new Error(
        'the demo cluster emulates dataFrom[].extract only, without rewrite',
      );
    }
    try {
      Object.assign(values, provider().getSecretMap(extract));
    } catch (error) {
      if (missingIsFine(error)) {
        onMissing(
          `secret does not exist at provider using spec.dataFrom[${i}]`,
        );
      } else {
        throw new Error(
          `error processing spec.dataFrom[${i}].extract, err: ${
            (error as Error).message
          }`,
        );
      }
    }
  });
  spec.data?.forEach(({ secretKey, remoteRef }, i) => {
    try {
      values[secretKey] = decode(remoteRef, provider().getSecret(remoteRef));
    } catch (error) {
      if (missingIsFine(error)) {
        // "dataFrom" although it is data: the operator's own words.
        onMissing(
          `secret does not exist at provider using spec.dataFrom[${i}] (key=${remoteRef.key})`,
        );
      } else {
        throw new Error(
          `error processing spec.data[${i}] (key: ${remoteRef.key}), err: ${
            (error as Error).message
          }`,
        );
      }
    }
  });
  return values;
}

/** @throws Error in the operator's words, where the value is not what the strategy expects */
function decode(
  { decodingStrategy = 'None' }: RemoteReference,
  value: string,
): string {
  if (decodingStrategy === 'None') {
    return value;
  }
  if (decodingStrategy !== 'Base64') {
    throw new Error(
      'the demo cluster emulates the decodingStrategy Base64 only',
    );
  }
  const illegal = value.search(/[^A-Za-z0-9+/=]/);
  if (illegal !== -1) {
    throw new Error(
      `error applying decoding strategy Base64 to data: illegal base64 data at input byte ${illegal}`,
    );
  }
  return Buffer.from(value, 'base64').toString();
}
