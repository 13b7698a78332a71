import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_DELIVERY_LIMITS,
  DeliveryLimits,
} from '@central-secrets/backstage-plugin-central-secrets-node';

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

const LIMIT_KEYS = [
  ['observationMaxAgeMs', 'observationMaxAgeMs', 1],
  ['refreshIntervalFactor', 'refreshIntervalFactor', 1],
  ['staleGraceMs', 'graceMs', 0],
  ['pendingUnusualAfterMs', 'pendingUnusualAfterMs', 0],
] as const;

/** Reads `centralSecrets.staleness`. Throws InputError naming key, value and the least accepted one. */
export function readDeliveryLimits(config: Config): DeliveryLimits {
  const limits: Record<keyof DeliveryLimits, number> = {
    ...DEFAULT_DELIVERY_LIMITS,
  };
  for (const [limit, name, least] of LIMIT_KEYS) {
    const key = `centralSecrets.staleness.${name}`;
    const value = config.getOptionalNumber(key) ?? limits[limit];
    if (!Number.isFinite(value) || value < least) {
      throw new InputError(
        `Configuration ${key}: ${value} is too small; use a number of at least ${least}`,
      );
    }
    limits[limit] = value;
  }
  return limits;
}
