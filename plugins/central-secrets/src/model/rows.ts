import type {
  AvailableDistribution,
  DeliveriesResponse,
  Delivery,
  Message,
  PullRequestView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { deliveryId } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { AskedChange } from './asked';
import { isAwaited, isHad, touchedBy } from './asked';
import { compare } from './compare';
import type { DescribedKeys } from './keys';
import type { Place } from './places';
import { isOnItsWay, pullRequestsOf, touchedId } from './pullRequests';
import type { Section } from './states';
import { lookOf, STATE_LOOKS } from './states';
import { parseTime } from './time';

/** A delivery as the backend tells it. */
export interface DeliveryRow {
  readonly kind: 'delivery';
  readonly id: string;
  readonly delivery: Delivery;
  /** When its label was removed on this page, while the cluster still has it. */
  readonly leavingSince?: number;
}

/** A Secret that was asked for on this page, and that the cluster does not show yet. */
export interface ExpectedRow extends Place {
  readonly kind: 'expected';
  readonly id: string;
  readonly distribution: string;
  readonly secret: { readonly name: string } & DescribedKeys;
  readonly description: string | null;
  readonly askedAt: number;
}

export type AttentionRow = DeliveryRow | ExpectedRow;

/** The rows of the page, each section in its order. Every delivery is in exactly one. */
export interface Rows {
  /** Worst first, then oldest. */
  readonly attention: readonly AttentionRow[];
  /** By the Secret's name. */
  readonly arrived: readonly DeliveryRow[];
  /** The pull requests whose labels the namespace does not have. */
  readonly pullRequests: readonly PullRequestView[];
  /** Distributions that can be requested first, then by name. */
  readonly available: readonly AvailableDistribution[];
}

/** The state that a row shows. An expected change shows as pending. */
export function stateOf(row: AttentionRow): Delivery['state'] {
  return row.kind === 'delivery' ? row.delivery.state : 'pending';
}

const rowPlace = (row: AttentionRow): Place =>
  row.kind === 'delivery' ? row.delivery : row;

const secretName = (row: AttentionRow) =>
  row.kind === 'delivery' ? row.delivery.secret.name : row.secret.name;

const sinceOf = (row: AttentionRow) =>
  row.kind === 'delivery'
    ? parseTime(row.delivery.since) ?? Number.POSITIVE_INFINITY
    : row.askedAt;

const idOf = ({ cluster, namespace }: Place, distribution: string) =>
  deliveryId(cluster, namespace, { distribution });

function compareAttention(a: AttentionRow, b: AttentionRow): number {
  return (
    compare(lookOf(stateOf(a)).rank, lookOf(stateOf(b)).rank) ||
    compare(sinceOf(a), sinceOf(b)) ||
    secretName(a).localeCompare(secretName(b))
  );
}

function expectedRows(
  asked: readonly AskedChange[],
  deliveries: ReadonlyMap<string, Delivery>,
  available: ReadonlyMap<string, AvailableDistribution>,
): ExpectedRow[] {
  const rows = new Map<string, ExpectedRow>();
  for (const { action, plan, at } of asked) {
    for (const arrival of action === 'add' ? plan.arrives : []) {
      const id = idOf(plan, arrival.distribution);
      if (!isHad(deliveries.get(id))) {
        rows.set(id, {
          kind: 'expected',
          id,
          cluster: plan.cluster,
          namespace: plan.namespace,
          distribution: arrival.distribution,
          secret: {
            name: arrival.secret,
            keys: arrival.keys,
            keysLeftOut: arrival.keysLeftOut,
            keyPurposes: arrival.keyPurposes,
          },
          description: available.get(id)?.description ?? null,
          askedAt: at,
        });
      }
    }
  }
  return [...rows.values()];
}

/**
 * The section of a delivery. In a namespace that is being deleted everything is
 * `terminating`, also deliveries that were never requested: those need no
 * attention.
 */
function sectionOf({ state, involved }: Delivery): Section {
  return state === 'terminating' && !involved
    ? STATE_LOOKS['not-requested'].section
    : lookOf(state).section;
}

/**
 * A delivery that is not requested yet, where the backend does not list it as
 * available.
 */
function availableFrom(
  delivery: Delivery,
  reason: Message | null,
): AvailableDistribution {
  return {
    cluster: delivery.cluster,
    namespace: delivery.namespace,
    distribution: delivery.distribution ?? delivery.externalSecret,
    description: delivery.description,
    documentationUrl: delivery.documentationUrl,
    secret: delivery.secret,
    requestable: false,
    reason:
      delivery.state === 'not-requested'
        ? reason ?? delivery.remedy
        : delivery.summary,
    plan: null,
  };
}

/**
 * Sorts everything the backend answered into the page's sections, and adds
 * what was asked for on this page and has not shown yet.
 *
 * @param filter - Which places to show; all when it is not given.
 */
export function rowsOf(
  response: DeliveriesResponse,
  asked: readonly AskedChange[] = [],
  filter: (place: Place) => boolean = () => true,
): Rows {
  const deliveries = new Map(response.deliveries.map(item => [item.id, item]));
  const available = new Map(
    response.available.map(item => [idOf(item, item.distribution), item]),
  );
  const expected = expectedRows(asked, deliveries, available);
  const leaving = new Map(
    asked
      .filter(change => change.action === 'remove')
      .filter(change => isAwaited(change, response))
      .flatMap(change => touchedBy(change).map(id => [id, change.at] as const)),
  );
  const rows = response.deliveries.map(
    (delivery): DeliveryRow => ({
      kind: 'delivery',
      id: delivery.id,
      delivery,
      leavingSince: leaving.get(delivery.id),
    }),
  );
  const inSection = (section: Section) =>
    rows.filter(row => sectionOf(row.delivery) === section);

  const pullRequests = pullRequestsOf(response, filter);
  const awaited = new Set([
    ...expected.map(({ id }) => id),
    ...pullRequests.filter(isOnItsWay).map(touchedId),
  ]);
  const offered = [
    ...available.values(),
    ...inSection('available')
      .filter(({ id }) => !available.has(id))
      .map(row => availableFrom(row.delivery, response.requests.reason)),
  ].filter(item => !awaited.has(idOf(item, item.distribution)));

  return {
    attention: [...inSection('attention'), ...expected]
      .filter(row => filter(rowPlace(row)))
      .sort(compareAttention),
    arrived: inSection('arrived')
      .filter(row => filter(rowPlace(row)))
      .sort((a, b) => secretName(a).localeCompare(secretName(b))),
    pullRequests,
    available: offered
      .filter(filter)
      .sort(
        (a, b) =>
          Number(b.requestable) - Number(a.requestable) ||
          a.distribution.localeCompare(b.distribution),
      ),
  };
}
