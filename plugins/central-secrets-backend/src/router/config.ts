import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_MAX_READS_PER_MINUTE } from '@central-secrets/backstage-plugin-central-secrets-common';

/** How reading is treated. */
export interface ReadOptions {
  /** How many reads one user may make in a minute, over all routes. */
  readonly maxPerMinute: number;
}

/** Reads `centralSecrets.reads`. Throws InputError naming key, value and accepted values. */
export function readReadOptions(config: Config): ReadOptions {
  const key = 'centralSecrets.reads.maxPerMinute';
  const maxPerMinute =
    config.getOptionalNumber(key) ?? DEFAULT_MAX_READS_PER_MINUTE;
  if (!Number.isInteger(maxPerMinute) || maxPerMinute < 1) {
    throw new InputError(
      `Configuration ${key}: ${maxPerMinute} is not accepted; use a whole number from 1 on`,
    );
  }
  return { maxPerMinute };
}
