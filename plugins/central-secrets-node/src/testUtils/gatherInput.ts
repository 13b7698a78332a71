import type {
  DeliveryInput,
  DeliveryLimits,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  DEFAULT_DELIVERY_LIMITS,
  NO_RIVALS,
  SecretWriters,
  targetOf,
} from '../state';
import {
  isAboutStore,
  isEventAbout,
  parseDistribution,
  parseEvent,
  parseExternalSecret,
  parseNamespace,
  parseStore,
  ExternalSecretRecord,
  Observation,
} from '../records';
import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RawObject } from './merge';

/** Every kind observed at one time, without an error. @public */
export function observedAt(time: number): Observations {
  return Object.fromEntries(
    OBSERVED_KINDS.map((kind): [string, Observation] => [
      kind,
      { observedAt: time },
    ]),
  ) as Observations;
}

/** Which delivery, as of when, and what counts as old. @public */
export interface GatherOptions {
  /** RFC 3339; by the cluster's clock. */
  readonly now: string;
  /** Else the first distribution among the objects, or the first ExternalSecret where there is none. */
  readonly delivery?:
    | { readonly distribution: string }
    | { readonly declared: string };
  readonly limits?: DeliveryLimits;
}

/**
 * Gathers from raw objects what a backend would: the input about one delivery.
 *
 * @returns undefined where the objects hold no such delivery
 *
 * @public
 */
export function findInput(
  objects: readonly RawObject[],
  options: GatherOptions,
): DeliveryInput | undefined {
  const now = Date.parse(options.now);
  const ofKind = (...kinds: string[]) =>
    objects.filter(object => kinds.includes(object.kind as string));

  const [namespace] = ofKind('Namespace').map(parseNamespace);
  const distributions = ofKind('ClusterExternalSecret').map(parseDistribution);
  const all = ofKind('ExternalSecret').map(parseExternalSecret);
  const { delivery } = options;
  const wanted =
    delivery && 'distribution' in delivery && delivery.distribution;
  const distribution =
    delivery && 'declared' in delivery
      ? undefined
      : distributions.find(({ name }) => !wanted || name === wanted);
  const isMeant = ({ name, owner }: ExternalSecretRecord) => {
    if (distribution) {
      return name === distribution.externalSecretName;
    }
    if (wanted) {
      return owner?.name === wanted;
    }
    return !delivery || ('declared' in delivery && name === delivery.declared);
  };
  const externalSecret = all.find(isMeant);
  const spec = (externalSecret ?? distribution)?.spec;
  if (!namespace || !spec) {
    return undefined;
  }

  const target = externalSecret && targetOf(externalSecret.name, spec);
  return {
    now,
    clusterNow: now,
    cluster: 'hub',
    limits: options.limits ?? DEFAULT_DELIVERY_LIMITS,
    observations: observedAt(now),
    namespace,
    distribution,
    externalSecret,
    stores: ofKind('ClusterSecretStore', 'SecretStore')
      .map(parseStore)
      .filter(store =>
        spec.stores.some(
          ({ kind, name }) => kind === store.kind && name === store.name,
        ),
      ),
    events: ofKind('Event')
      .map(parseEvent)
      .filter(event => externalSecret && isEventAbout(event, externalSecret))
      .sort((left, right) => right.lastAt - left.lastAt),
    storeEvents: ofKind('Event')
      .map(parseEvent)
      .filter(isAboutStore)
      .sort((left, right) => right.lastAt - left.lastAt),
    rivals:
      target === undefined
        ? NO_RIVALS
        : new SecretWriters(
            all.filter(({ deletedAt }) => deletedAt === undefined),
          ).rivalsOf(target, externalSecret?.name ?? ''),
  };
}

/**
 * The same, for objects that do hold the delivery. @throws Error where they do not
 *
 * @public
 */
export function gatherInput(
  objects: readonly RawObject[],
  options: GatherOptions,
): DeliveryInput {
  const input = findInput(objects, options);
  if (!input) {
    throw new Error('The objects hold no such delivery');
  }
  return input;
}
