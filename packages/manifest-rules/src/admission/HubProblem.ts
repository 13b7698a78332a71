/** An objection of a policy of `deploy/base/admission` to an object. @public */
export interface HubProblem {
  /** Where in the object: field names and list indexes, from its root. */
  readonly path: readonly (string | number)[];
  /** The field in the words of the policy's refusal: `kubernetes.authRef`. */
  readonly text: string;
}
