import type {
  Delivery,
  DeliveryState,
  DistributionFinding,
  ObservedKind,
  OpenWord,
  RequestBody,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DELIVERY_STATES,
  FINDING_SEVERITIES,
  isKnownWord,
  OBSERVED_KINDS,
  REMEDY_ACTORS,
  REQUEST_MODES,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Translate } from './translate';

/** The Kubernetes names of the kinds that an inventory holds. */
const KIND_NAMES: Readonly<Record<ObservedKind, string>> = {
  namespaces: 'Namespaces',
  clusterexternalsecrets: 'ClusterExternalSecrets',
  externalsecrets: 'ExternalSecrets',
  clustersecretstores: 'ClusterSecretStores',
  secretstores: 'SecretStores',
  events: 'Events',
};

/*
 * The texts of the contract's words. A word of a newer backend has no text
 * here, and is shown as it is named.
 */

/** A state's text. */
export function stateText(
  state: OpenWord<DeliveryState>,
  t: Translate,
): string {
  return isKnownWord(DELIVERY_STATES, state) ? t(`state.${state}`) : state;
}

/** Names the team or user who can act. */
export function actorText(by: Delivery['remedy']['by'], t: Translate): string {
  return isKnownWord(REMEDY_ACTORS, by) ? t(`move.${by}`) : by;
}

/** Names the team or user who can make a check. */
export function checkActorText(
  by: Delivery['remedy']['by'],
  t: Translate,
): string {
  switch (by) {
    case 'developer':
      return t('candidates.developer');
    case 'platform':
      return t('candidates.platform');
    default:
      return by;
  }
}

/** A finding's severity. */
export function severityText(
  severity: DistributionFinding['severity'],
  t: Translate,
): string {
  return isKnownWord(FINDING_SEVERITIES, severity)
    ? t(`distribution.severity.${severity}`)
    : severity;
}

/** The text of the button that makes a change. */
export function applyText(
  mode: RequestResponse['mode'],
  action: RequestBody['action'],
  t: Translate,
): string {
  if (!isKnownWord(REQUEST_MODES, mode)) {
    return t('dialog.applyIn', { mode });
  }
  if (mode === 'gitops') {
    return t('dialog.openPullRequest');
  }
  return t(action === 'add' ? 'dialog.addLabel' : 'dialog.removeLabel');
}

/** A kind, as Kubernetes names it. */
export function kindText(kind: OpenWord<ObservedKind>): string {
  return isKnownWord(OBSERVED_KINDS, kind) ? KIND_NAMES[kind] : kind;
}
