import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { READ_OPERATOR_LOG } from './commands';
import { DeliveryContext } from './context';
import { DeliveryInput, Remedy } from './delivery';

/** The cluster-wide kinds whose reconcilers can be switched off. @public */
export type ReconciledKind = keyof NonNullable<
  DeliveryInput['neverReconciledSince']
>;

/**
 * For so long nothing follows from objects without a status: an operator that
 * is installed together with them needs minutes to start. Milliseconds.
 */
const RECONCILED_WITHIN_MS = 5 * 60_000;

/** cmd/controller/root.go, and the values of the operator's Helm chart that set them. */
const SWITCHES: Readonly<
  Record<ReconciledKind, { readonly flag: string; readonly value: string }>
> = {
  clusterexternalsecrets: {
    flag: '--enable-cluster-external-secret-reconciler',
    value: 'processClusterExternalSecret',
  },
  clustersecretstores: {
    flag: '--enable-cluster-store-reconciler',
    value: 'processClusterStore',
  },
};

/**
 * Whether the operator seems to ignore a kind: there have been objects of it for
 * minutes, and none of them ever got a status. Changes no state, so nothing
 * waits for the moment from which on it is so.
 *
 * @public
 */
export function isNeverReconciled(
  {
    clusterNow,
    neverReconciledSince,
  }: Pick<DeliveryInput, 'clusterNow' | 'neverReconciledSince'>,
  kind: ReconciledKind,
): boolean {
  const since = neverReconciledSince?.[kind];
  return since !== undefined && clusterNow > since + RECONCILED_WITHIN_MS;
}

/** Whether a copy is missing because the operator ignores its distribution. */
export function isIgnored({ input, child }: DeliveryContext): boolean {
  return (
    child === undefined &&
    input.distribution !== undefined &&
    isNeverReconciled(input, 'clusterexternalsecrets')
  );
}

/** How the reconciler of a kind is switched on. @public */
export function enableReconciler(kind: ReconciledKind): Remedy {
  return {
    by: 'platform',
    ...message('enable-reconciler', SWITCHES[kind]),
    command: READ_OPERATOR_LOG,
  };
}
