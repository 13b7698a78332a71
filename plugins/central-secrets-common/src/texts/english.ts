import { CHECK_TEXTS } from './checks';
import { CONFIRMATION_TEXTS } from './confirmations';
import { INTERNAL_DISTRIBUTION_TEXTS } from './internalDistribution';
import { NOTICE_TEXTS } from './notices';
import { OBSERVATION_TEXTS } from './observations';
import { PLAN_WARNING_TEXTS } from './planWarnings';
import { REFUSAL_TEXTS } from './refusals';
import { REMEDY_TEXTS } from './remedies';
import { SKIPPED_CLUSTER_TEXTS } from './skippedClusters';
import { SUMMARY_TEXTS } from './summaries';
import { WARNING_TEXTS } from './warnings';

/**
 * Every sentence of the contract in English, by its key. The command line, the
 * scaffolder and the interface's English all come from this table.
 *
 * A key is a message's code, such as `source-missing`. Where a code has several
 * wordings, the key also has the message's `detail`
 * (`source-missing.unnamed`), and where the wording depends on `count`, the
 * plural (`_one`, `_other`), as in Backstage's translations.
 *
 * `{{name}}` stands for a parameter. A parameter `at` is a time, RFC 3339: its
 * place takes a phrase such as "at 2026-11-23T05:00:00Z" or "4 min ago". A list
 * becomes "a, b"; with a parameter `more`, which no text names, "a, b and 3
 * more". A parameter may be a message too, such as a reason under `because`: its
 * place takes the sentence of that message.
 *
 * @public
 */
export const ENGLISH_TEXTS = {
  ...SUMMARY_TEXTS,
  ...REMEDY_TEXTS,
  ...CHECK_TEXTS,
  ...WARNING_TEXTS,
  ...REFUSAL_TEXTS,
  ...OBSERVATION_TEXTS,
  ...SKIPPED_CLUSTER_TEXTS,
  ...CONFIRMATION_TEXTS,
  ...PLAN_WARNING_TEXTS,
  ...NOTICE_TEXTS,
  ...INTERNAL_DISTRIBUTION_TEXTS,
} as const;
