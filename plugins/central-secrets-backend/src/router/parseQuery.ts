import { InputError } from '@backstage/errors';
import {
  DELIVERY_STATES,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Page } from '../distributions';
import { quote } from './parse';

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 200;
/** A cursor is a cluster's and an object's name. */
const LONGEST = 512;

type Query = Readonly<Record<string, unknown>>;

const FORMS: Readonly<Record<string, string>> = {
  cluster: 'the name of a cluster',
  cursor: 'the nextCursor of the answer before',
  limit: `a whole number from 1 to ${HIGHEST_LIMIT}`,
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
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !value || value.length > LONGEST) {
    return refuse(parameter, value);
  }
  return value;
}

function pageOf(query: Query, known: readonly string[]): Page {
  const unknown = Object.keys(query).filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      `${unknown
        .map(quote)
        .join(', ')}: no such parameter; the address may have ${known.join(
        ', ',
      )}`,
    );
  }
  const limit = textOf(query, 'limit') ?? String(DEFAULT_LIMIT);
  const isLimit =
    /^[1-9]\d{0,3}$/.test(limit) && Number(limit) <= HIGHEST_LIMIT;
  return {
    cursor: textOf(query, 'cursor'),
    limit: isLimit ? Number(limit) : refuse('limit', limit),
  };
}

/** The query of `GET /distributions`. Throws InputError naming parameter, value and accepted form. */
export function parseDistributionsQuery(
  query: Query,
): Page & { cluster?: string } {
  return {
    ...pageOf(query, ['cluster', 'cursor', 'limit']),
    cluster: textOf(query, 'cluster'),
  };
}

/** The query of `GET /distributions/:cluster/:name`. Throws InputError, as above. */
export function parseDistributionQuery(
  query: Query,
): Page & { state?: DeliveryState } {
  const page = pageOf(query, ['state', 'cursor', 'limit']);
  const text = textOf(query, 'state');
  const state = DELIVERY_STATES.find(each => each === text);
  if (text !== undefined && !state) refuse('state', text);
  return { ...page, state };
}
