import {
  AVAILABLE_FORMS,
  DELIVERY_STATES,
  DISTRIBUTION_SORTS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { z } from 'zod';

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 200;
/** A cursor is a cluster's and an object's name, and a namespace's. */
const LONGEST = 512;
/** That of a chain has a store's name and a path. */
const LONGEST_CHAIN_CURSOR = 1_024;

/** A parameter that is given once, or not at all. */
const text = (form: string, longest = LONGEST) =>
  z.string().min(1).max(longest).optional().describe(form);

const oneOf = <Word extends string>(words: readonly Word[]) =>
  z
    .enum(words)
    .optional()
    .describe(`one of ${words.join(', ')}`);

/** `Number` accepts more than a whole number: `5e1`, ` 50`, and a list of one. */
const limit = z
  .string()
  .refine(
    digits => /^[1-9]\d{0,3}$/.test(digits) && Number(digits) <= HIGHEST_LIMIT,
  )
  .transform(Number)
  .default(DEFAULT_LIMIT)
  .describe(`a whole number from 1 to ${HIGHEST_LIMIT}`);

const cluster = text('the name of a cluster');
const search = text(`a text of at most ${LONGEST} characters`);
const page = {
  cursor: text('the nextCursor of the answer before'),
  limit,
};

/** The query of `GET …/deliveries`. */
export const deliveriesQuerySchema = z.strictObject({
  available: oneOf(AVAILABLE_FORMS),
});

/** The query of `GET …/available`. */
export const availableQuerySchema = z.strictObject({ search, ...page });

/** The query of `GET …/usage`. */
export const usageQuerySchema = z.strictObject({
  cluster,
  namespace: text('the name of a namespace'),
});

/** The query of `GET /distributions`. */
export const distributionsQuerySchema = z.strictObject({
  cluster,
  search,
  store: text('the name of a ClusterSecretStore'),
  sort: oneOf(DISTRIBUTION_SORTS),
  ...page,
});

/** The query of `GET /stores`. */
export const storesQuerySchema = z.strictObject({ cluster, ...page });

/** The query of `GET /internal-distributions`. */
export const internalDistributionsQuerySchema = z.strictObject({
  cluster,
  search,
  cursor: text('the nextCursor of the answer before', LONGEST_CHAIN_CURSOR),
  limit,
});

/** The query of `GET …/internal-distributions` of an entity: none. */
export const entityChainsQuerySchema = z.strictObject({});

/** The query of `GET /distributions/:cluster/:name`. */
export const distributionQuerySchema = z.strictObject({
  state: oneOf(DELIVERY_STATES),
  ...page,
});
