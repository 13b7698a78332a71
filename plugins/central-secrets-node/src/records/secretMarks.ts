/**
 * The labels and annotations by which controllers find a Secret that no workload
 * names.
 *
 * @public
 */
export const SECRET_MARKS = [
  // docs.kargo.io, "Managing Credentials": git, helm or image.
  'kargo.akuity.io/cred-type',
  // argo-cd.readthedocs.io, "Declarative Setup": repository, repo-creds, cluster, …
  'argocd.argoproj.io/secret-type',
  // github.com/emberstack/kubernetes-reflector: it mirrors the Secret by itself.
  'reflector.v1.k8s.emberstack.com/reflection-auto-enabled',
  // github.com/mittwald/kubernetes-replicator: it pushes the Secret.
  'replicator.v1.mittwald.de/replicate-to',
  // cert-manager.io, "CA Injector": it may write the CA into webhooks that name
  // the Secret.
  'cert-manager.io/allow-direct-injection',
] as const;

/**
 * The labels and annotations by which Argo CD takes an object for a part of an
 * application: it may delete one that the application does not have.
 *
 * @public
 */
export const ARGO_CD_TRACKING = [
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/instance',
  'app.kubernetes.io/instance',
] as const;

/**
 * A label or annotation that says who finds or tracks a Secret.
 *
 * @public
 */
export type SecretMark =
  | (typeof SECRET_MARKS)[number]
  | (typeof ARGO_CD_TRACKING)[number];
