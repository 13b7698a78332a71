import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/**
 * A duration of the configuration, as Backstage writes them: `{ minutes: 1 }`,
 * `1m` or `PT1M`. Throws InputError naming key, value and what is accepted.
 *
 * @param leastMs - the shortest that is accepted
 */
export function readMilliseconds(
  config: Config,
  key: string,
  leastMs: number,
): number | undefined {
  const oldKey = `${key}Ms`;
  if (config.has(oldKey)) {
    throw new InputError(
      `Configuration ${oldKey}: no longer accepted; use ${key} with a duration, such as { milliseconds: ${config.get(
        oldKey,
      )} }`,
    );
  }
  if (!config.has(key)) {
    return undefined;
  }
  const milliseconds = read(config, key);
  if (milliseconds < leastMs) {
    throw new InputError(
      `Configuration ${key}: ${milliseconds} ms is too short; use at least ${leastMs} ms`,
    );
  }
  return milliseconds;
}

function read(config: Config, key: string): number {
  let milliseconds = NaN;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch {
    // Its messages do not name the forms that it accepts.
  }
  if (!Number.isFinite(milliseconds)) {
    throw new InputError(
      `Configuration ${key}: ${JSON.stringify(
        config.get(key),
      )} is not a duration; use one such as { minutes: 1 } or 60s`,
    );
  }
  return milliseconds;
}
