import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { AskedChange } from './asked';
import type { BindingNotice } from './bindings';
import { bindingNoticesOf } from './bindings';
import type { Emptiness } from './empty';
import { emptinessOf } from './empty';
import type { Knowledge } from './knowledge';
import { knowledgeOf } from './knowledge';
import { leftOutTexts } from './leftOut';
import type { Place } from './places';
import { clusterTitle, placeId, placesOf } from './places';
import type { DeliveryRow, Rows } from './rows';
import { rowsOf } from './rows';
import { countByState, summaryText } from './summary';
import type { Translate } from './translate';

/** Everything that the Secrets tab draws, worked out. */
export interface SecretsView {
  readonly summary: string;
  readonly knowledge: Knowledge;
  readonly places: readonly Place[];
  /** The place that is shown alone; undefined: all. */
  readonly chosenPlace?: string;
  readonly bindingNotices: readonly BindingNotice[];
  /** The parts that the answer leaves out, one sentence each. */
  readonly leftOutTexts: readonly string[];
  readonly rows: Rows;
  readonly emptiness?: Emptiness;
  /** A place as people name it: `hub / backstage`. */
  placeText(place: Place): string;
  /** Whether the reader can give this delivery back here. */
  canGiveBack(row: DeliveryRow): boolean;
}

/**
 * States in which there is no label to remove, or it is unknown whether there
 * is one.
 */
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
 * @param wantedPlace - The id of the one place to show; an unknown place shows
 * all.
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
  const readOnly = new Set(
    response.clusters
      .filter(({ writable }) => !writable)
      .map(({ name }) => name),
  );
  return {
    summary: summaryText(countByState(rows), bindingNotices, knowledge, t),
    knowledge,
    places,
    chosenPlace,
    bindingNotices,
    leftOutTexts: leftOutTexts(response, t),
    rows,
    emptiness: chosenPlace ? undefined : emptinessOf(response, rows, knowledge),
    placeText: ({ cluster, namespace }) =>
      `${clusterTitle(cluster, response.clusters)} / ${namespace}`,
    canGiveBack: ({ delivery, leavingSince }) =>
      allowed &&
      mode !== 'disabled' &&
      delivery.origin === 'distribution' &&
      (mode !== 'cluster' || !readOnly.has(delivery.cluster)) &&
      leavingSince === undefined &&
      !NOTHING_TO_GIVE_BACK.includes(delivery.state),
  };
}
