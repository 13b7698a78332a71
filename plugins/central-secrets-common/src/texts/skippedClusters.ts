/**
 * The English sentence of why a configured cluster is not observed, without a
 * full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const SKIPPED_CLUSTER_TEXTS = {
  'locator-unsupported':
    "Clusters located by '{{locator}}' cannot be watched, because only the Kubernetes plugin can find them; name them under centralSecrets.clusters",
  'auth-provider-unsupported':
    "The authProvider '{{authProvider}}' signs in each user or makes short-lived tokens, and a watch needs a lasting identity; name the cluster under centralSecrets.clusters, with a kubeconfig or a serviceAccountToken",
  'url-missing': 'The url is missing',
  'cluster-name-invalid':
    "The name '{{name}}' must be made of letters, digits, '.', '_', ':' and '-', and begin and end with a letter or digit: it is part of every delivery's id",
} as const;
