import type {
  DeliveriesResponse,
  OpenWord,
  PullRequestView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deliveryId,
  isKnownWord,
  PULL_REQUEST_STATES,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { compare } from './compare';
import type { Place } from './places';
import type { Translate } from './translate';

/** The order of the states: what waits for a person first. */
const RANKS: Readonly<Record<string, number>> = {
  open: 0,
  merged: 1,
  closed: 2,
};

/** The pull requests that are shown, those that wait for a review first, then by time. */
export function pullRequestsOf(
  { pullRequests = [] }: DeliveriesResponse,
  filter: (place: Place) => boolean,
): readonly PullRequestView[] {
  return pullRequests
    .filter(filter)
    .sort(
      (a, b) =>
        compare(RANKS[a.state] ?? 3, RANKS[b.state] ?? 3) ||
        compare(a.at, b.at),
    );
}

/** The id of the delivery that a pull request adds or removes. */
export function touchedId(pullRequest: PullRequestView): string {
  const { cluster, namespace, distribution } = pullRequest;
  return deliveryId(cluster, namespace, { distribution });
}

/** Whether a pull request is on its way to add a delivery, so that it need not be requested. */
export function isOnItsWay({ action, state }: PullRequestView): boolean {
  return action === 'add' && (state === 'open' || state === 'merged');
}

/** A state's text; one of a newer backend as it is named. */
export function pullRequestText(
  state: OpenWord<(typeof PULL_REQUEST_STATES)[number]>,
  t: Translate,
): string {
  return isKnownWord(PULL_REQUEST_STATES, state)
    ? t(`pullRequest.${state}`)
    : state;
}
