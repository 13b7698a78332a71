import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_DELIVERY_LIMITS,
  DeliveryLimits,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** How the ties between entities and namespaces are read. */
export interface BindingOptions {
  /** `catalog` trusts the entity's annotations for reading; requests never do. */
  readonly read: 'confirmed' | 'catalog';
  /** Namespace labels whose value names the entity's owner group. */
  readonly ownerLabels: string[];
}

/** Reads `centralSecrets.bindings`. Throws InputError naming key, value and accepted values. */
export function readBindingOptions(config: Config): BindingOptions {
  const key = 'centralSecrets.bindings.read';
  const read = config.getOptionalString(key) ?? 'confirmed';
  if (read !== 'confirmed' && read !== 'catalog') {
    throw new InputError(
      `Configuration ${key}: "${read}" is not known; use confirmed or catalog`,
    );
  }
  return {
    read,
    ownerLabels:
      config.getOptionalStringArray('centralSecrets.bindings.ownerLabels') ??
      [],
  };
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
