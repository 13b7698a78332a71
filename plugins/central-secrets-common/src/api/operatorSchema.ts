import { z } from 'zod';
import { openWord } from './openWord';
import { FINDING_SEVERITIES } from './severities';

/**
 * How the release of an operator is known: `configuration` names it,
 * `deployment`: the image of its Deployment does, `api`: the fields of its API
 * show the least release.
 *
 * @public
 */
export const OPERATOR_SOURCES = ['configuration', 'deployment', 'api'] as const;

/** @public */
export type OperatorSource = (typeof OPERATOR_SOURCES)[number];

/** @public */
export const OPERATOR_FAULT_KINDS = ['vulnerability', 'bug'] as const;

/** A known fault of an operator that concerns its cluster. @public */
export const operatorFaultSchema = z.object({
  /** A CVE, an advisory or the number of an issue; it never changes. */
  id: z.string(),
  kind: openWord(OPERATOR_FAULT_KINDS),
  /**
   * `error`: it bites, and nothing is known that keeps it away; `warning`: it
   * bites only in some situations, or where a policy does not keep it away;
   * `note`: the operator may be one without it.
   */
  severity: openWord(FINDING_SEVERITIES),
  /** false: the operator may be one without it. */
  certain: z.boolean(),
  /** What happens, in English, as all findings. */
  summary: z.string(),
  /** When it happens: the end of a sentence that begins with "when"; null: no condition is known. */
  condition: z.string().nullable(),
  /** The admission policy of the hub that keeps teams from it, where it is applied; null: there is none. */
  policy: z.string().nullable(),
  remedy: z.string(),
  url: z.string(),
});

/** The operator of a cluster. @public */
export const operatorSchema = z.object({
  /** Such as `2.9.0`, or `2.9` where the last number is not known. */
  version: z.string(),
  /** Whether the operator may be newer. */
  atLeast: z.boolean(),
  source: openWord(OPERATOR_SOURCES),
  /** When the cluster showed it; null: the configuration names it. */
  readAt: z.iso.datetime().nullable(),
  /** Those that it has for certain first. */
  faults: z.array(operatorFaultSchema),
});

/** @public */
export type OperatorView = z.infer<typeof operatorSchema>;
/** @public */
export type OperatorFaultView = z.infer<typeof operatorFaultSchema>;
