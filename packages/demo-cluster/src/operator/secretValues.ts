import { KubernetesObject } from '../apiServer/objects';
import { SecretValues } from './specs';

/** The values of a Secret. */
export function secretValuesOf({ data }: KubernetesObject): SecretValues {
  return Object.fromEntries(
    Object.entries<string>(data ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]),
  );
}
