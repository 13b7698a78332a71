/** What of a hub decides whether a fault of its operator matters there. @public */
export interface FaultFacts {
  /** Template functions that the policies refuse to teams; absent: it is not known. */
  readonly refusedTemplateFunctions?: readonly string[];
  /** Whether teams may take templates from ConfigMaps and Secrets, which no policy sees. */
  readonly templatesFromObjectsAllowed?: boolean;
  /** Whether the policy on the stores of teams refuses; absent: it is not known. */
  readonly teamStoresChecked?: boolean;
  /** Whether the operator handles PushSecrets; absent: it is not known. */
  readonly handlesPushes?: boolean;
  /** Names of the distributions; absent: they are not known. */
  readonly distributions?: readonly string[];
}

/** What keeps a fault from a hub. @public */
export interface FaultGuard {
  readonly policy: string;
  /**
   * What lets it through, in the words of the policies; empty where the policy
   * holds. Absent: it is not known whether it does.
   */
  readonly gaps?: readonly string[];
}

/** A known fault of the operator. @public */
export interface OperatorFault {
  /** A CVE, an advisory or an issue; it never changes. */
  readonly id: string;
  readonly kind: 'vulnerability' | 'bug';
  /** The first release that has it; absent: so do all older ones. */
  readonly from?: string;
  /** The first release without it; absent: none that is known here. */
  readonly before?: string;
  /** Whether it is a problem of the hub also where only a policy keeps it away. */
  readonly isGrave?: true;
  /** What happens, as a sentence without a full stop. */
  readonly summary: string;
  /** When it happens, as the end of a sentence that begins with "when"; absent: no condition is known. */
  readonly condition?: string;
  /** An imperative, without a full stop. */
  readonly remedy: string;
  readonly url: string;
  /** Whether it matters to a hub like this. */
  readonly matters: (facts: FaultFacts) => boolean;
  /** What the hub's policies do about it; absent: nothing. */
  readonly guard?: (facts: FaultFacts) => FaultGuard;
}
