import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_DELIVERY_LIMITS,
  DeliveryLimits,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { readMilliseconds } from '../configuration';

/** The distributions that are named to users who have nothing of them. */
export interface OfferOptions {
  /** offered: those that are offered to the owners of the entity; all: every one. */
  readonly visible: 'offered' | 'all';
}

/** Reads `centralSecrets.offers`. Throws InputError naming key, value and accepted values. */
export function readOfferOptions(config: Config): OfferOptions {
  const key = 'centralSecrets.offers.visible';
  const visible = config.getOptionalString(key) ?? 'offered';
  if (visible !== 'offered' && visible !== 'all') {
    throw new InputError(
      `Configuration ${key}: "${visible}" is not known; use offered or all`,
    );
  }
  return { visible };
}

/** Reads `centralSecrets.staleness`. Throws InputError naming key, value and what is accepted. */
export function readDeliveryLimits(config: Config): DeliveryLimits {
  const defaults = DEFAULT_DELIVERY_LIMITS;
  const read = (name: string, leastMs: number) =>
    readMilliseconds(config, `centralSecrets.staleness.${name}`, leastMs);
  return {
    observationMaxAgeMs:
      read('observationMaxAge', 1) ?? defaults.observationMaxAgeMs,
    refreshIntervalFactor:
      readRefreshIntervalFactor(config) ?? defaults.refreshIntervalFactor,
    staleGraceMs: read('grace', 0) ?? defaults.staleGraceMs,
    pendingUnusualAfterMs:
      read('pendingUnusualAfter', 0) ?? defaults.pendingUnusualAfterMs,
  };
}

function readRefreshIntervalFactor(config: Config): number | undefined {
  const key = 'centralSecrets.staleness.refreshIntervalFactor';
  const factor = config.getOptionalNumber(key);
  if (factor !== undefined && !(Number.isFinite(factor) && factor >= 1)) {
    throw new InputError(
      `Configuration ${key}: ${factor} is too small; use a number of at least 1`,
    );
  }
  return factor;
}
