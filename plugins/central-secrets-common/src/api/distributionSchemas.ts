import { z } from 'zod';
import { DELIVERY_STATES } from '../model/states';
import {
  clusterSchema,
  deliverySchema,
  secretSchema,
  storeSchema,
} from './schemas';

const time = z.iso.datetime();

/** @public */
export const distributionSchema = z.object({
  cluster: z.string(),
  name: z.string(),
  /** The distribution's own words about itself (`central-secrets/description`). */
  description: z.string().nullable(),
  documentationUrl: z.string().nullable(),
  secret: secretSchema,
  requestLabels: z.record(z.string(), z.string()),
  store: storeSchema,
  refreshIntervalMs: z.number(),
  /**
   * How many namespaces have to do with it, by the state of their delivery;
   * states that none is in are left out. null: not known yet, or the
   * namespaces are not observed.
   */
  states: z.partialRecord(z.enum(DELIVERY_STATES), z.number()).nullable(),
  /** When they were counted; null: not yet. */
  countedAt: time.nullable(),
  findings: z.object({
    errors: z.number(),
    warnings: z.number(),
    notes: z.number(),
    /** false: some templates are still being judged, so more may be found. */
    complete: z.boolean(),
  }),
});

/** What a rule objects to in a distribution, as it is on the cluster. @public */
export const findingSchema = z.object({
  /** The rule's name, which never changes. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  /** The field, such as `spec.namespaceSelectors[0]`. */
  field: z.string(),
  /** What is wrong, and what to write instead. Holds no value of a template. */
  message: z.string(),
});

/** `GET /distributions?cluster=&cursor=&limit=` @public */
export const distributionsResponseSchema = z.object({
  answeredAt: time,
  distributions: z.array(distributionSchema),
  /** What to send as `cursor` for the next ones; null: these are the last. */
  nextCursor: z.string().nullable(),
  clusters: z.array(clusterSchema),
});

/** `GET /distributions/:cluster/:name?state=&cursor=&limit=` @public */
export const distributionResponseSchema = z.object({
  answeredAt: time,
  distribution: distributionSchema,
  /** Of its rules, in the order of the rules. */
  findings: z.array(findingSchema),
  /** Of the namespaces that have to do with it, by name. The state asked for is that of `countedAt`. */
  deliveries: z.array(deliverySchema),
  nextCursor: z.string().nullable(),
  clusters: z.array(clusterSchema),
});

/** @public */
export type Distribution = z.infer<typeof distributionSchema>;
/** @public */
export type DistributionFinding = z.infer<typeof findingSchema>;
/** @public */
export type DistributionsResponse = z.infer<typeof distributionsResponseSchema>;
/** @public */
export type DistributionResponse = z.infer<typeof distributionResponseSchema>;
