import { DEFAULT_DELIVERY_LIMITS, DeliveryInput } from '../delivery';
import {
  parseDistribution,
  parseEvent,
  parseExternalSecret,
  parseNamespace,
  parseStore,
} from '../parse';
import { OBSERVED_KINDS, Observation, Observations } from '../records';

/** Every kind observed at one time, without an error. */
export function observedAt(time: number): Observations {
  return Object.fromEntries(
    OBSERVED_KINDS.map((kind): [string, Observation] => [
      kind,
      { observedAt: time },
    ]),
  ) as Observations;
}

/**
 * Gathers from raw objects what a backend would: the input about one delivery.
 * It is about the first distribution, or the one named; or about the first
 * ExternalSecret, where there is no distribution.
 */
export function gatherInput(
  objects: readonly Record<string, any>[],
  options: { readonly now: string; readonly distribution?: string },
): DeliveryInput {
  const now = Date.parse(options.now);
  const ofKind = (...kinds: string[]) =>
    objects.filter(object => kinds.includes(object.kind));

  const [namespace] = ofKind('Namespace').map(parseNamespace);
  const distributions = ofKind('ClusterExternalSecret').map(parseDistribution);
  const distribution = options.distribution
    ? distributions.find(({ name }) => name === options.distribution)
    : distributions[0];
  const all = ofKind('ExternalSecret').map(parseExternalSecret);
  const externalSecret = distribution
    ? all.find(({ name }) => name === distribution.externalSecretName)
    : all[0];
  const spec = (externalSecret ?? distribution)!.spec;
  const target = spec.targetName ?? externalSecret?.name;
  return {
    now,
    cluster: 'hub',
    limits: DEFAULT_DELIVERY_LIMITS,
    observations: observedAt(now),
    namespace,
    distribution,
    externalSecret,
    store: ofKind('ClusterSecretStore', 'SecretStore')
      .map(parseStore)
      .find(
        ({ kind, name }) =>
          kind === spec.store.kind && name === spec.store.name,
      ),
    events: ofKind('Event')
      .map(parseEvent)
      .filter(({ involvedUid }) => involvedUid === externalSecret?.uid)
      .sort((left, right) => right.lastAt - left.lastAt),
    rivals: all.filter(
      other =>
        other !== externalSecret &&
        (other.spec.targetName ?? other.name) === target,
    ),
  };
}
