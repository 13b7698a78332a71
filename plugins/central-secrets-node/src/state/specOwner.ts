import { DeliveryContext } from './context';
import { Remedy } from './delivery';

/**
 * Returns who maintains the spec: the platform for its distributions, a team
 * for its own ExternalSecrets.
 */
export function specKeeper({ input }: DeliveryContext): Remedy['by'] {
  return input.distribution ? 'platform' : 'developer';
}

/** The object whose spec decides the delivery, by name. */
export function specHolder({ input, name }: DeliveryContext): string {
  return input.distribution
    ? `ClusterExternalSecret ${input.distribution.name}`
    : `ExternalSecret ${name}`;
}
