import { NamespaceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';

/** The marks that GitOps controllers leave on what they manage. */
const MARKS = [
  ['argocd.argoproj.io/tracking-id', 'Argo CD'],
  ['argocd.argoproj.io/instance', 'Argo CD'],
  ['kustomize.toolkit.fluxcd.io/name', 'Flux'],
  ['helm.toolkit.fluxcd.io/name', 'Flux'],
] as const;

/** A GitOps controller, and the mark that shows that it manages a namespace. */
export interface Manager {
  readonly controller: string;
  readonly mark: string;
}

/**
 * The GitOps controller that manages a namespace, and that would undo a change
 * made beside Git; undefined: none is known.
 */
export function managerOf({
  annotations,
  labels,
}: Pick<NamespaceRecord, 'annotations' | 'labels'>): Manager | undefined {
  const found = MARKS.find(
    ([key]) => Object.hasOwn(annotations, key) || Object.hasOwn(labels, key),
  );
  return found && { mark: found[0], controller: found[1] };
}
