import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_PROTECTED_NAMESPACES } from '@central-secrets/manifest-rules';
import {
  isLabelAllowed,
  isLabelKey,
} from '@central-secrets/backstage-plugin-central-secrets-node';
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
  /**
   * The label of a namespace that says its environment; undefined: namespaces
   * are in none.
   */
  readonly environmentLabel?: string;
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
  const allowedLabels = config.getOptionalStringArray(
    'centralSecrets.requests.allowedLabels',
  ) ?? ['secrets/*'];
  return {
    mode,
    ...(gitops ? { gitops } : {}),
    allowedLabels,
    requireOwnership:
      config.getOptionalBoolean('centralSecrets.requests.requireOwnership') ??
      true,
    maxPerMinute,
    protectedNamespaces: readProtectedNamespaces(config),
    environmentLabel: readEnvironmentLabel(config, allowedLabels),
  };
}

/** A label that a request may change says nothing about a namespace, so it is refused. */
function readEnvironmentLabel(
  config: Config,
  allowedLabels: readonly string[],
): string {
  const key = 'centralSecrets.requests.environmentLabel';
  const label = config.getOptionalString(key) ?? 'environment';
  if (!isLabelKey(label)) {
    throw new InputError(
      `Configuration ${key}: "${label}" is not the key of a label; use one such as environment`,
    );
  }
  if (isLabelAllowed(label, allowedLabels)) {
    throw new InputError(
      `Configuration ${key}: "${label}" is a label that requests may change (centralSecrets.requests.allowedLabels); use one that only the platform team sets`,
    );
  }
  return label;
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
