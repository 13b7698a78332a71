import { z } from 'zod';
import { skippedReasonSchema } from './messages';

/** A cluster that the configuration names, and that is not observed at all. @public */
export const skippedClusterSchema = z.object({
  /** null: the configuration does not name its clusters one by one. */
  name: z.string().nullable(),
  /** Why, and what to configure instead. */
  reason: skippedReasonSchema,
});

/** Clusters that are not observed at all, as a field of an answer; absent: none. */
export const skippedClusters = z.array(skippedClusterSchema).optional();

/** @public */
export type SkippedCluster = z.infer<typeof skippedClusterSchema>;
