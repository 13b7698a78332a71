import {
  ANNOTATION_APPROVAL,
  ANNOTATION_ENVIRONMENTS,
  ANNOTATION_REASON,
  ANNOTATION_REVIEWERS,
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { canonicalOwnerRefs } from '../bindings';
import { DistributionRecord } from '../records';
import { isLabelValue } from '../selection';
import { annotationOf } from './annotationOf';
import { isOwnerEntry, ownerEntries, toldEntry } from './ownerEntries';

/** What a distribution demands of each request for it. @public */
export interface RequestTerms {
  /** The labels change only by a reviewed pull request. */
  readonly review: boolean;
  /** Entity refs of those who review it. Empty: those who review anyway. */
  readonly reviewers: readonly string[];
  /** The one who asks says why. */
  readonly reason: boolean;
  /**
   * The environments whose namespaces may have it; of a request the one of its
   * namespace. undefined: all.
   */
  readonly environments?: readonly string[];
}

/** What the annotation of the environments has to have. */
const ENVIRONMENTS_FORM = 'values of the label, such as staging, production';

/** The terms of a distribution that demands nothing. @public */
export const NO_TERMS: RequestTerms = {
  review: false,
  reviewers: [],
  reason: false,
};

/**
 * Why the annotations about requests cannot be followed.
 *
 * @public
 */
export interface TermsProblem {
  readonly annotation: string;
  readonly reason: Message<RefusalCode>;
}

/**
 * Reads the terms of requests for a distribution. Reviewers without
 * `central-secrets/approval` are a mistake: who names them expects a review.
 *
 * @returns the terms, or what is wrong with the annotations
 * @public
 */
export function readRequestTerms(
  annotations: DistributionRecord['annotations'],
): RequestTerms | TermsProblem {
  const approval = annotationOf(annotations, ANNOTATION_APPROVAL);
  if (approval !== undefined && approval !== 'pull-request') {
    return unknownValue(ANNOTATION_APPROVAL, approval, 'pull-request');
  }
  const reason = annotationOf(annotations, ANNOTATION_REASON);
  if (reason !== undefined && reason !== 'required') {
    return unknownValue(ANNOTATION_REASON, reason, 'required');
  }
  const list = annotationOf(annotations, ANNOTATION_REVIEWERS);
  const entries = ownerEntries(list ?? '');
  const problem = list === undefined ? undefined : whyNotReviewers(entries);
  if (problem) {
    return { annotation: ANNOTATION_REVIEWERS, reason: problem };
  }
  if (list !== undefined && approval === undefined) {
    return {
      annotation: ANNOTATION_REVIEWERS,
      reason: message('reviewers-without-approval', {
        annotation: ANNOTATION_REVIEWERS,
        missing: `${ANNOTATION_APPROVAL}: pull-request`,
      }),
    };
  }
  const environments = annotationOf(annotations, ANNOTATION_ENVIRONMENTS);
  const named = ownerEntries(environments ?? '');
  const unusable = named.find(name => !isLabelValue(name));
  if (environments !== undefined && (named.length === 0 || unusable)) {
    return unknownValue(
      ANNOTATION_ENVIRONMENTS,
      unusable ?? environments,
      ENVIRONMENTS_FORM,
    );
  }
  return {
    review: approval !== undefined,
    reviewers: [...canonicalOwnerRefs(entries)],
    reason: reason !== undefined,
    ...(environments === undefined ? {} : { environments: named }),
  };
}

/** Whether annotations are wrong. @public */
export function isTermsProblem(
  read: RequestTerms | TermsProblem,
): read is TermsProblem {
  return 'annotation' in read;
}

/**
 * Whether who fulfils one distribution's terms fulfils the other's as well.
 *
 * @public
 */
export function fulfilsTerms(
  given: RequestTerms,
  other: RequestTerms,
): boolean {
  return (
    (given.review || !other.review) &&
    (given.reason || !other.reason) &&
    isWithin(given.environments, other.environments) &&
    other.reviewers.every(reviewer => given.reviewers.includes(reviewer))
  );
}

function isWithin(
  given: readonly string[] | undefined,
  other: readonly string[] | undefined,
): boolean {
  return (
    other === undefined ||
    (given !== undefined && given.every(name => other.includes(name)))
  );
}

function unknownValue(
  annotation: string,
  value: string,
  known: string,
): TermsProblem {
  return {
    annotation,
    reason: message('annotation-value-unknown', {
      annotation,
      value: toldEntry(value),
      known,
    }),
  };
}

function whyNotReviewers(
  entries: readonly string[],
): Message<RefusalCode> | undefined {
  const wrong = entries.find(entry => !isOwnerEntry(entry));
  if (wrong === undefined && entries.length > 0) {
    return undefined;
  }
  return message('owners-invalid', {
    annotation: ANNOTATION_REVIEWERS,
    entry: toldEntry(wrong ?? ''),
  });
}
