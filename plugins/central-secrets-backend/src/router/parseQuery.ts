import { InputError } from '@backstage/errors';
import {
  AVAILABLE_FORMS,
  DELIVERY_STATES,
  DeliveryState,
  DISTRIBUTION_SORTS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { AvailableQuery, DeliveriesQuery } from '../deliveries';
import { ListQuery } from '../distributions';
import { quote, quoteAll } from '../echo';
import { Page } from '../paging';

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 200;
/** A cursor is a cluster's and an object's name, and a namespace's. */
const LONGEST = 512;

type Query = Readonly<Record<string, unknown>>;

const FORMS: Readonly<Record<string, string>> = {
  available: `one of ${AVAILABLE_FORMS.join(', ')}`,
  cluster: 'the name of a cluster',
  cursor: 'the nextCursor of the answer before',
  limit: `a whole number from 1 to ${HIGHEST_LIMIT}`,
  search: `a text of at most ${LONGEST} characters`,
  sort: `one of ${DISTRIBUTION_SORTS.join(', ')}`,
  state: `one of ${DELIVERY_STATES.join(', ')}`,
};

function refuse(parameter: string, value: unknown): never {
  throw new InputError(
    `${parameter}: ${quote(value)} is not accepted; use ${FORMS[parameter]}`,
  );
}

/** A parameter's one text; given twice, or as a structure, it is refused. */
function textOf(query: Query, parameter: string): string | undefined {
  const value = query[parameter];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || !value || value.length > LONGEST) {
    return refuse(parameter, value);
  }
  return value;
}

/** One of some words. */
function wordOf<Word extends string>(
  query: Query,
  parameter: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(query, parameter);
  const word = words.find(each => each === text);
  return text === undefined || word ? word : refuse(parameter, text);
}

function refuseUnknown(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      `${quoteAll(
        unknown,
      )}: no such parameter; the address may have ${known.join(', ')}`,
    );
  }
}

function pageOf(query: Query, known: readonly string[]): Page {
  refuseUnknown(query, known);
  const limit = textOf(query, 'limit') ?? String(DEFAULT_LIMIT);
  const isLimit =
    /^[1-9]\d{0,3}$/.test(limit) && Number(limit) <= HIGHEST_LIMIT;
  return {
    cursor: textOf(query, 'cursor'),
    limit: isLimit ? Number(limit) : refuse('limit', limit),
  };
}

/** The query of `GET …/deliveries`. Throws InputError naming parameter, value and accepted form. */
export function parseDeliveriesQuery(query: Query): DeliveriesQuery {
  refuseUnknown(query, ['available']);
  return { available: wordOf(query, 'available', AVAILABLE_FORMS) };
}

/** The query of `GET …/available`. Throws InputError naming parameter, value and accepted form. */
export function parseAvailableQuery(query: Query): AvailableQuery {
  return {
    ...pageOf(query, ['search', 'cursor', 'limit']),
    search: textOf(query, 'search'),
  };
}

/** The query of `GET /distributions`. Throws InputError naming parameter, value and accepted form. */
export function parseDistributionsQuery(query: Query): ListQuery {
  return {
    ...pageOf(query, ['cluster', 'search', 'sort', 'cursor', 'limit']),
    cluster: textOf(query, 'cluster'),
    search: textOf(query, 'search'),
    sort: wordOf(query, 'sort', DISTRIBUTION_SORTS),
  };
}

/** The query of `GET /distributions/:cluster/:name`. Throws InputError, as above. */
export function parseDistributionQuery(
  query: Query,
): Page & { state?: DeliveryState } {
  return {
    ...pageOf(query, ['state', 'cursor', 'limit']),
    state: wordOf(query, 'state', DELIVERY_STATES),
  };
}
