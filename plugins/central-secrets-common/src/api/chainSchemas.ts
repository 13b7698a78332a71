import { z } from 'zod';
import { OBSERVED_KINDS, PUSH_KINDS } from '../kinds';
import {
  CERTAINTIES,
  DELIVERY_STATES,
  PUSH_CAUSES,
  REMEDY_ACTORS,
} from '../states';
import { checkSchema, summarySchema, warningSchema } from './messages';
import { openRecord, openWord } from './openWord';
import {
  clusterSchema,
  deliverySchema,
  evidenceSchema,
  knownKindSchema,
  remedySchema,
  storeSchema,
} from './schemas';
import { skippedClusters } from './skippedClusters';

const time = z.iso.datetime();

/** What a path of internal distribution holds, by its prefix. @public */
export const INTERNAL_KINDS = ['secret', 'configuration'] as const;

/** A cause of a failed push that fits what is known, and how to find out. @public */
export const pushCandidateSchema = z.object({
  cause: openWord(PUSH_CAUSES),
  check: checkSchema,
  /** The one who can make the check. */
  by: openWord(REMEDY_ACTORS),
  command: z.string().nullable(),
});

/** One PushSecret, as far as it writes to the path. @public */
export const pushSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** The ClusterPushSecret that made it; null: a team declared it. */
  clusterPushSecret: z.string().nullable(),
  source: z.object({
    /** null: it is found by its labels, or there is a generator. */
    secret: z.string().nullable(),
    /** Such as `Password random`; null: none is used. */
    generator: z.string().nullable(),
  }),
  entries: z.array(
    z.object({
      /** The key of the source; null: all of it. */
      key: z.string().nullable(),
      /** The property at the path; null: the whole value. */
      property: z.string().nullable(),
    }),
  ),
  updatePolicy: z.string(),
  deletionPolicy: z.string(),
  /** Some of the states of a delivery. */
  state: openWord(DELIVERY_STATES),
  cause: openWord(PUSH_CAUSES).nullable(),
  /** How sure the cause is; null: the state has none. */
  certainty: openWord(CERTAINTIES).nullable(),
  /** Where the cause is not proven: the causes that fit what is known. */
  candidates: z.array(pushCandidateSchema),
  since: time.nullable(),
  summary: summarySchema,
  evidence: z.array(evidenceSchema),
  remedy: remedySchema,
  /** The last success. */
  lastPushed: time.nullable(),
  /** 0: never again after the first success. */
  refreshIntervalMs: z.number(),
  warnings: z.array(warningSchema),
});

/**
 * A chain: PushSecrets → one path of one store → ExternalSecrets → Secrets.
 * @public
 */
export const internalDistributionSchema = z.object({
  /** cluster/kind of the store/its name/path; of a SecretStore with its namespace before the name. */
  id: z.string(),
  cluster: z.string(),
  store: storeSchema.extend({
    /** null: a ClusterSecretStore. */
    namespace: z.string().nullable(),
    /** The provider's key in `spec.provider`, such as `vault`; null: the store is not known. */
    provider: z.string().nullable(),
    /** null: not known. */
    ready: z.boolean().nullable(),
  }),
  /** In the spelling that is the same for all keys that the operator takes for one. */
  path: z.string(),
  /** By the prefix of the path; null: it has another one. */
  kind: openWord(INTERNAL_KINDS).nullable(),
  /** The state of the hop that is worst. */
  state: openWord(DELIVERY_STATES),
  /** From a change of the source until every reader has it, at most; null: a hop is never repeated, or there is none. */
  worstDelayMs: z.number().nullable(),
  /** Where a change of the source is now. A refresh after the last push is all that proves a reader to have its value. */
  rotation: z.object({
    pushedAt: time.nullable(),
    /** When the next push is due; null: not known, or never. */
    nextPushAt: time.nullable(),
    /** How many of `reads` were refreshed after the last push. */
    current: z.number(),
    /** How many were not. */
    waiting: z.number(),
    /** When the last of them is due; null: none waits, or one is never refreshed. */
    completeBy: time.nullable(),
  }),
  warnings: z.array(warningSchema),
  pushes: z.array(pushSchema),
  /** How many more PushSecrets write to the path. */
  pushesLeftOut: z.number(),
  /** The ExternalSecrets that read the path; those that fail first. */
  reads: z.array(deliverySchema),
  /** How many more read it. */
  readsLeftOut: z.number(),
});

/** A cluster with the kinds that push as well. @public */
export const chainClusterSchema = clusterSchema.extend({
  kinds: openRecord([...OBSERVED_KINDS, ...PUSH_KINDS], knownKindSchema, {
    everyWord: true,
  }),
});

/** `GET /internal-distributions?cluster=&search=&cursor=&limit=` @public */
export const internalDistributionsResponseSchema = z.object({
  answeredAt: time,
  /** Those with a hop that failed, or with several or no writers, first; then by store and path. */
  internalDistributions: z.array(internalDistributionSchema),
  /** How many there are, on all pages together. */
  total: z.number(),
  /** How many of them come first. */
  needAttention: z.number(),
  /**
   * The `cursor` of the request for the next ones; null: these are the last.
   */
  nextCursor: z.string().nullable(),
  clusters: z.array(chainClusterSchema),
  skippedClusters,
});

/** What an entity's namespaces have to do with a chain. @public */
export const CHAIN_ROLES = ['producer', 'consumer'] as const;

/** How many hops of a chain there are in each state. @public */
const countsSchema = openRecord(DELIVERY_STATES, z.number(), {
  everyWord: false,
});

/**
 * A chain as an entity sees it: `pushes` and `reads` are those of its own
 * namespaces alone.
 * @public
 */
export const entityChainSchema = internalDistributionSchema.extend({
  /** `producer`: one of its namespaces writes the path; `consumer`: one reads it. */
  roles: z.array(openWord(CHAIN_ROLES)),
  /**
   * The hops of other namespaces, without their names. null: not told, because
   * the operator has not shown yet that it lets the entity's namespace use the
   * path; then the state and the rotation are those of its own hops.
   */
  others: z
    .object({
      pushes: countsSchema,
      reads: countsSchema,
      /** How many more there are, whose states are not told. */
      leftOut: z.number(),
    })
    .nullable(),
});

/** `GET …/internal-distributions` of an entity @public */
export const entityChainsResponseSchema = z.object({
  entityRef: z.string(),
  answeredAt: time,
  /** Those that are not synced first; then by store and path. */
  internalDistributions: z.array(entityChainSchema),
  /** How many more there are. */
  leftOut: z.number(),
  clusters: z.array(chainClusterSchema),
  skippedClusters,
});

/** @public */
export type EntityChain = z.infer<typeof entityChainSchema>;
/** @public */
export type EntityChainsResponse = z.infer<typeof entityChainsResponseSchema>;
/** @public */
export type Push = z.infer<typeof pushSchema>;
/** @public */
export type InternalDistribution = z.infer<typeof internalDistributionSchema>;
/** @public */
export type InternalDistributionsResponse = z.infer<
  typeof internalDistributionsResponseSchema
>;
