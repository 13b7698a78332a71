import type { KubernetesObject } from '../framework/kubernetesApi';
import { valueOf } from './consumer';

/** A name and a password that Kargo found. */
export interface KargoCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Finds the credentials for a repository among a namespace's Secrets, as
 * Kargo's documentation and its credentials database say it
 * (docs.kargo.io/user-guide/security/managing-credentials): by the label
 * `kargo.akuity.io/cred-type`, in the order of their names, by `repoURL` after
 * both were normalized, or as a regular expression where `repoURLIsRegex` is
 * "true". Kargo uses no credentials for plain HTTP.
 *
 * Kargo itself is not a Go module that could be built here.
 */
export function findKargoCredentials(
  secrets: readonly KubernetesObject[],
  type: 'git' | 'image',
  repositoryUrl: string,
): KargoCredentials | undefined {
  if (repositoryUrl.startsWith('http://')) {
    return undefined;
  }
  const wanted = normalize(repositoryUrl);
  const found = secrets
    .filter(
      ({ metadata }) => metadata.labels?.['kargo.akuity.io/cred-type'] === type,
    )
    .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1))
    .find(secret => {
      if (secret.data?.repoURL === undefined) {
        return false;
      }
      const repoUrl = valueOf({ secret }, 'repoURL');
      const isPattern =
        secret.data.repoURLIsRegex !== undefined &&
        valueOf({ secret }, 'repoURLIsRegex') === 'true';
      return isPattern
        ? new RegExp(repoUrl).test(wanted)
        : normalize(repoUrl) === wanted;
    });
  return (
    found && {
      username: valueOf({ secret: found }, 'username'),
      password: valueOf({ secret: found }, 'password'),
    }
  );
}

/**
 * Letter case, ".git" and a slash at the end do not distinguish repositories.
 */
function normalize(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
