import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { stringify } from 'yaml';

/** The ways in which a pod uses a Secret. */
export const USAGES = ['imagePullSecrets', 'envFrom', 'key', 'volume'] as const;

export type UsageKind = (typeof USAGES)[number];

/** One way to use a Secret, ready to paste. */
export interface Usage {
  readonly kind: UsageKind;
  readonly yaml: string;
  /** Keys that this way leaves out. */
  readonly skippedKeys: readonly string[];
}

/** The types that a kubelet takes for pulling images. */
const PULL_TYPES = [
  'kubernetes.io/dockerconfigjson',
  'kubernetes.io/dockercfg',
];

/**
 * Stands in the place of a key's name when the keys are known only at the
 * source.
 */
const KEY_PLACEHOLDER = 'KEY';

/** Names that every shell and language can read as a variable. */
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A key as the name of a variable: `id_ed25519` becomes `ID_ED25519`, `.dockerconfigjson` `DOCKERCONFIGJSON`. */
function variableName(key: string): string {
  const name = key
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

/** A name for a pod's volume, which unlike a Secret's may hold no dots and at most 63 characters. */
const volumeName = (name: string) =>
  name.replace(/\./g, '-').slice(0, 63).replace(/-+$/, '');

const inContainer = (fields: object) => ({
  spec: { containers: [{ name: 'app', ...fields }] },
});

function yamlOf(kind: UsageKind, name: string, keys: readonly string[]) {
  switch (kind) {
    case 'imagePullSecrets':
      return stringify({ spec: { imagePullSecrets: [{ name }] } });
    case 'envFrom':
      return stringify(inContainer({ envFrom: [{ secretRef: { name } }] }));
    case 'key':
      return stringify(
        inContainer({
          env: keys.map(key => ({
            name: variableName(key),
            valueFrom: { secretKeyRef: { name, key } },
          })),
        }),
      );
    default:
      return stringify({
        spec: {
          containers: [
            {
              name: 'app',
              volumeMounts: [
                {
                  name: volumeName(name),
                  mountPath: `/etc/secrets/${name}`,
                  readOnly: true,
                },
              ],
            },
          ],
          volumes: [{ name: volumeName(name), secret: { secretName: name } }],
        },
      });
  }
}

/**
 * The ways to use a Secret that suit its type, the most fitting first, each as
 * YAML of a pod template with the real names.
 */
export function usagesOf({ name, type, keys }: Delivery['secret']): Usage[] {
  const isForPulling = PULL_TYPES.includes(type);
  const named = keys?.length ? keys : [KEY_PLACEHOLDER];
  const skippedKeys = named.filter(key => !VARIABLE_NAME.test(key));
  const suits: Record<UsageKind, boolean> = {
    imagePullSecrets: isForPulling,
    envFrom: !isForPulling && skippedKeys.length < named.length,
    key: true,
    volume: true,
  };
  return USAGES.filter(kind => suits[kind]).map(kind => ({
    kind,
    yaml: yamlOf(kind, name, named),
    skippedKeys: kind === 'envFrom' ? skippedKeys : [],
  }));
}
