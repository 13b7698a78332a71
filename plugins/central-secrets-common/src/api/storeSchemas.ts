import { z } from 'zod';
import { CERTAINTIES, DELIVERY_CAUSES } from '../states';
import { summarySchema } from './messages';
import { openWord } from './openWord';
import {
  clusterSchema,
  evidenceSchema,
  remedySchema,
  storeSchema,
} from './schemas';
import { skippedClusters } from './skippedClusters';

const time = z.iso.datetime();

/** @public */
export const storeHealthSchema = storeSchema.extend({
  cluster: z.string(),
  /** null: a ClusterSecretStore. */
  namespace: z.string().nullable(),
  /** The provider's key in `spec.provider`, such as `vault`. */
  provider: z.string(),
  /** null: not known. */
  ready: z.boolean().nullable(),
  /** Since when it is or is not ready; null: the cluster does not say. */
  since: time.nullable(),
  /** Why it is not ready, or could not be validated; null: not known, or nothing is wrong. */
  cause: openWord(DELIVERY_CAUSES).nullable(),
  certainty: openWord(CERTAINTIES).nullable(),
  /** The fault as a sentence; null: nothing is wrong. */
  summary: summarySchema.nullable(),
  evidence: z.array(evidenceSchema),
  remedy: remedySchema.nullable(),
  /**
   * The deliveries of distributions that read it; null: not counted yet, or the
   * namespaces are not observed.
   */
  dependents: z
    .object({
      /** How many distributions they are of. */
      distributions: z.number(),
      deliveries: z.number(),
      /** Those that are `store-unavailable` or `failed`. */
      failing: z.number(),
    })
    .nullable(),
});

/** `GET /stores?cluster=&cursor=&limit=` @public */
export const storesResponseSchema = z.object({
  answeredAt: time,
  /** ClusterSecretStores; those that are not ready first, then by name. */
  stores: z.array(storeHealthSchema),
  /** How many there are, on all pages together. */
  total: z.number(),
  /** How many of them are not ready. */
  unavailable: z.number(),
  /**
   * The `cursor` of the request for the next ones; null: these are the last.
   */
  nextCursor: z.string().nullable(),
  clusters: z.array(clusterSchema),
  skippedClusters,
});

/** @public */
export type StoreHealth = z.infer<typeof storeHealthSchema>;
/** @public */
export type StoresResponse = z.infer<typeof storesResponseSchema>;
