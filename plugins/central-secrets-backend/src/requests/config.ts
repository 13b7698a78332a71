import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_PROTECTED_NAMESPACES } from '@central-secrets/manifest-rules';
import { GitOpsOptions, readGitOpsOptions } from './route';

/** How requests are treated. */
export interface RequestOptions {
  /** cluster: a request changes the label at once; gitops: it opens a pull request; disabled: requests are switched off. */
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** Where pull requests are opened; undefined: nowhere. */
  readonly gitops?: GitOpsOptions;
  /** The label keys that may be changed; `*` stands for any run without `/`. */
  readonly allowedLabels: readonly string[];
  /** Whether only an entity's owners may ask for it. */
  readonly requireOwnership: boolean;
  /** How many requests one user may make in a minute, dry runs included. */
  readonly maxPerMinute: number;
  /** Namespaces whose labels no request changes, regardless of their owner. */
  readonly protectedNamespaces: readonly string[];
}

/** A namespace's name as Kubernetes accepts it. */
const NAMESPACE_NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

const MODES = ['cluster', 'gitops', 'disabled'] as const;

/** Reads `centralSecrets.requests`. Throws InputError naming key, value and accepted values. */
export function readRequestOptions(config: Config): RequestOptions {
  const key = 'centralSecrets.requests.mode';
  const value = config.getOptionalString(key) ?? 'cluster';
  const mode = MODES.find(known => known === value);
  if (!mode) {
    throw new InputError(
      `Configuration ${key}: "${value}" is not known; use ${MODES.join(', ')}`,
    );
  }
  const gitops = readGitOpsOptions(config);
  const maxPerMinuteKey = 'centralSecrets.requests.maxPerMinute';
  const maxPerMinute = config.getOptionalNumber(maxPerMinuteKey) ?? 60;
  if (!Number.isInteger(maxPerMinute) || maxPerMinute < 1) {
    throw new InputError(
      `Configuration ${maxPerMinuteKey}: ${maxPerMinute} is not accepted; use a whole number from 1 on`,
    );
  }
  return {
    mode,
    ...(gitops ? { gitops } : {}),
    allowedLabels: config.getOptionalStringArray(
      'centralSecrets.requests.allowedLabels',
    ) ?? ['secrets/*'],
    requireOwnership:
      config.getOptionalBoolean('centralSecrets.requests.requireOwnership') ??
      true,
    maxPerMinute,
    protectedNamespaces: readProtectedNamespaces(config),
  };
}

/** A name that no namespace can have protects nothing, so a pattern or a misspelling is refused. */
function readProtectedNamespaces(config: Config): readonly string[] {
  const key = 'centralSecrets.requests.protectedNamespaces';
  const names =
    config.getOptionalStringArray(key) ?? DEFAULT_PROTECTED_NAMESPACES;
  const wrong = names.find(name => !NAMESPACE_NAME.test(name));
  if (wrong !== undefined) {
    throw new InputError(
      `Configuration ${key}: "${wrong}" is not the name of a namespace; use whole names such as kube-system, patterns are not accepted`,
    );
  }
  return names;
}
