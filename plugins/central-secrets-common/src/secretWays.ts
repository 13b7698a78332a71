/**
 * The ways in which something names a Secret.
 *
 * - `storage`: credentials with which a volume is mounted, such as
 *   `csi.nodePublishSecretRef`
 * - `tls`: an Ingress serves with it
 * - `label`: a controller finds it by a label or an annotation
 *
 * @public
 */
export const SECRET_WAYS = [
  'imagePullSecrets',
  'env',
  'envFrom',
  'volume',
  'projected',
  'storage',
  'tls',
  'label',
] as const;

/** @public */
export type SecretWay = (typeof SECRET_WAYS)[number];

/**
 * When the value is read, which decides how a new one gets in.
 *
 * - `pull`: whenever an image is pulled
 * - `start`: when a container starts, and never again while it runs: variables,
 *   and mounts with a `subPath`
 * - `always`: the kubelet (or an Ingress controller) brings each new value
 * automatically
 * - `mount`: when a volume is mounted
 *
 * From Kubernetes' documentation of Secrets ("Mounted Secrets are updated
 * automatically", "A container using a Secret as a subPath volume mount does not
 * receive automated Secret updates") and of variables.
 *
 * @public
 */
export const READ_TIMES = ['pull', 'start', 'always', 'mount'] as const;

/** @public */
export type ReadTime = (typeof READ_TIMES)[number];
