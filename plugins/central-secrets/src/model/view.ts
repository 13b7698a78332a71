import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { AskedChange } from './asked';
import type { BindingNotice } from './bindings';
import { bindingNoticesOf } from './bindings';
import type { Emptiness } from './empty';
import { emptinessOf } from './empty';
import type { Knowledge } from './knowledge';
import { knowledgeOf } from './knowledge';
import type { Place } from './places';
import { clusterTitle, placeId, placesOf } from './places';
import type { DeliveryRow, Rows } from './rows';
import { rowsOf } from './rows';
import { countsOf, summaryText } from './summary';
import type { Translate } from './translate';

/** Everything that the Secrets tab draws, worked out. */
export interface SecretsView {
  readonly summary: string;
  readonly knowledge: Knowledge;
  readonly places: readonly Place[];
  /** The place that is shown alone; undefined: all. */
  readonly chosenPlace?: string;
  readonly bindingNotices: readonly BindingNotice[];
  readonly rows: Rows;
  readonly emptiness?: Emptiness;
  /** A place as people name it: `hub / backstage`. */
  placeText(place: Place): string;
  /** Whether the reader can give this delivery back here. */
  canGiveBack(row: DeliveryRow): boolean;
}

/** States in which there is no label to take away, or nobody knows. */
const NOTHING_TO_GIVE_BACK = [
  'unknown',
  'terminating',
  'not-requested',
  'orphaned',
];

/**
 * Makes the view of an answer.
 *
 * @param asked - What was asked for on this page.
 * @param wantedPlace - The id of the one place to show; a place that there is not shows all.
 */
export function makeView(
  response: DeliveriesResponse,
  asked: readonly AskedChange[],
  wantedPlace: string | undefined,
  t: Translate,
): SecretsView {
  const places = placesOf(response);
  const chosenPlace = places.map(placeId).find(id => id === wantedPlace);
  const rows = rowsOf(
    response,
    asked,
    place => chosenPlace === undefined || placeId(place) === chosenPlace,
  );
  const bindingNotices = bindingNoticesOf(response);
  const knowledge = knowledgeOf(response);
  const { mode, allowed } = response.requests;
  return {
    summary: summaryText(countsOf(rows), bindingNotices, knowledge, t),
    knowledge,
    places,
    chosenPlace,
    bindingNotices,
    rows,
    emptiness: chosenPlace ? undefined : emptinessOf(response, rows, knowledge),
    placeText: ({ cluster, namespace }) =>
      `${clusterTitle(cluster, response.clusters)} / ${namespace}`,
    canGiveBack: ({ delivery, leavingSince }) =>
      allowed &&
      mode !== 'disabled' &&
      delivery.origin === 'distribution' &&
      leavingSince === undefined &&
      !NOTHING_TO_GIVE_BACK.includes(delivery.state),
  };
}
