import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How requests are treated. */
export interface RequestOptions {
  /** cluster: labels are changed at once; gitops: by a pull request; disabled: not at all. */
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** The label keys that may be changed; `*` stands for any run without `/`. */
  readonly allowedLabels: readonly string[];
  /** Whether only an entity's owners may ask for it. */
  readonly requireOwnership: boolean;
  /** How many requests one user may make in a minute, dry runs included. */
  readonly maxPerMinute: number;
}

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
  const maxPerMinuteKey = 'centralSecrets.requests.maxPerMinute';
  const maxPerMinute = config.getOptionalNumber(maxPerMinuteKey) ?? 60;
  if (!Number.isInteger(maxPerMinute) || maxPerMinute < 1) {
    throw new InputError(
      `Configuration ${maxPerMinuteKey}: ${maxPerMinute} is not accepted; use a whole number from 1 on`,
    );
  }
  return {
    mode,
    allowedLabels: config.getOptionalStringArray(
      'centralSecrets.requests.allowedLabels',
    ) ?? ['secrets/*'],
    requireOwnership:
      config.getOptionalBoolean('centralSecrets.requests.requireOwnership') ??
      true,
    maxPerMinute,
  };
}
