import { Message } from '../../texts';
import { InternalKind } from '../internalPath';

/**
 * Where a value comes from (sections 5a.1.4 and 5a.1.5 of the RFC). Only the
 * first four are inside of the cluster.
 *
 * @public
 */
export const INTERNAL_ORIGINS = [
  'operator',
  'internal-service',
  'in-cluster-authority',
  'derived',
  'third-party',
  'cloud-provider',
  'human',
] as const;

/** One of the origins. @public */
export type InternalOrigin = (typeof INTERNAL_ORIGINS)[number];

/** How far the consumers are from the producer, as a person says it. @public */
export const INTERNAL_REACHES = [
  'same-namespace',
  'one-namespace',
  'several-namespaces',
] as const;

/** One of the reaches. @public */
export type InternalReach = (typeof INTERNAL_REACHES)[number];

/** The wishes that section 5a.1.3 of the RFC names. @public */
export const INTERNAL_NEEDS = ['audit', 'rotation', 'policy'] as const;

/** One of the needs. @public */
export type InternalNeed = (typeof INTERNAL_NEEDS)[number];

/**
 * The answers to "How should this secret travel?".
 *
 * @public
 */
export interface InternalDistributionAnswers {
  readonly origin: InternalOrigin;
  /** For the origin `derived`: where the values come from that it is made of. */
  readonly derivedFrom?: readonly InternalOrigin[];
  readonly data: InternalKind;
  /** The namespace of the source Secret; a value from outside may have none. */
  readonly producerNamespace?: string;
  readonly consumerNamespaces: readonly string[];
  /** Where a person was asked: must agree with the namespaces. */
  readonly reach?: InternalReach;
  readonly changes: 'static' | 'dynamic';
  readonly phase: 'bootstrap' | 'steady-state';
  /** `rotation`: coordinated across namespaces; `policy`: enforced centrally. */
  readonly needs: readonly InternalNeed[];
}

/** Answers that are missing, unreadable, or contradict each other. @public */
export interface InternalDistributionMistake {
  /** The name of the answer, such as `consumerNamespaces`. */
  readonly field: string;
  /** The answer, cut. */
  readonly value: string;
  /** What is wrong with it, and what to do. */
  readonly problem: Message;
}

const OUTSIDE: ReadonlySet<string> = new Set([
  'third-party',
  'cloud-provider',
  'human',
]);

/** Whether a value comes from outside of the cluster (section 5a.2.2). @public */
export function isOutsideOrigin(origin: InternalOrigin): boolean {
  return OUTSIDE.has(origin);
}

/**
 * The namespaces that a value must be brought to: without the producer's own,
 * each once, sorted.
 *
 * @public
 */
export function crossedNamespaces({
  producerNamespace,
  consumerNamespaces,
}: Pick<
  InternalDistributionAnswers,
  'producerNamespace' | 'consumerNamespaces'
>): string[] {
  return [...new Set(consumerNamespaces)]
    .filter(namespace => namespace !== producerNamespace)
    .sort();
}
