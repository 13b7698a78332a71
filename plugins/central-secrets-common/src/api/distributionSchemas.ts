import { z } from 'zod';
import { CERTAINTIES, DELIVERY_STATES } from '../states';
import { noticeFields, summarySchema } from './messages';
import { openRecord, openWord } from './openWord';
import {
  clusterSchema,
  deliverySchema,
  remedySchema,
  secretSchema,
  storeSchema,
} from './schemas';
import { FINDING_SEVERITIES } from './severities';
import { skippedClusters } from './skippedClusters';

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
  states: openRecord(DELIVERY_STATES, z.number(), {
    everyWord: false,
  }).nullable(),
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

/** A rule's objection to a distribution, as it is on the cluster. @public */
export const findingSchema = z.object({
  /** The rule's name, which never changes. */
  code: z.string(),
  severity: openWord(FINDING_SEVERITIES),
  /** The field, such as `spec.namespaceSelectors[0]`. */
  field: z.string(),
  /** The fault, and its correction. Holds no value of a template. */
  message: z.string(),
});

/** A fault that many deliveries of a cluster have in common. @public */
export const noticeSchema = z.object({
  cluster: z.string(),
  ...noticeFields,
  /** The fault of a store, where it is known; null: it is not, or the notice is about another thing. */
  reason: summarySchema.nullable(),
  certainty: openWord(CERTAINTIES),
  remedy: remedySchema,
});

/**
 * The orders of a list of distributions. `attention`: the worst first, by state,
 * then by how many namespaces have it; errors of the manifest alone come last.
 *
 * @public
 */
export const DISTRIBUTION_SORTS = ['name', 'attention'] as const;

/** @public */
export type DistributionSort = (typeof DISTRIBUTION_SORTS)[number];

/** `GET /distributions?cluster=&search=&store=&sort=&cursor=&limit=` @public */
export const distributionsResponseSchema = z.object({
  answeredAt: time,
  distributions: z.array(distributionSchema),
  /** How many match, on all pages together; absent from an older backend. */
  total: z.number().optional(),
  /**
   * The sums of all that match, on all pages together; absent from an older
   * backend.
   */
  summary: z
    .object({
      /** Distributions that come first where they are sorted by `attention`. */
      attention: z.number(),
      /** Distributions of which it is not known what arrives. */
      uncounted: z.number(),
      /** How many deliveries are in each state that any is in. */
      states: openRecord(DELIVERY_STATES, z.number(), { everyWord: false }),
    })
    .optional(),
  /**
   * The `cursor` of the request for the next ones; null: these are the last.
   */
  nextCursor: z.string().nullable(),
  clusters: z.array(clusterSchema),
  /** The clusters that `cluster=` leaves out; absent from an older backend. */
  otherClusters: z
    .array(z.object({ name: z.string(), title: z.string().nullable() }))
    .optional(),
  skippedClusters,
  /**
   * The faults that many deliveries have in common, each once; absent from an
   * older backend.
   */
  notices: z.array(noticeSchema).optional(),
});

/** `GET /distributions/:cluster/:name?state=&cursor=&limit=` @public */
export const distributionResponseSchema = z.object({
  answeredAt: time,
  distribution: distributionSchema,
  /** The findings of its rules, in the order of the rules. */
  findings: z.array(findingSchema),
  /**
   * The deliveries of the namespaces that have to do with it, by name. The
   * state asked for is that of `countedAt`.
   */
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
/** @public */
export type ClusterNotice = z.infer<typeof noticeSchema>;
