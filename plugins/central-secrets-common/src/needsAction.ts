/**
 * States in which a requested delivery stays until a person acts. Not among
 * them: `store-unavailable`, because the operator tries again automatically;
 * `not-requested` and `orphaned`, which still show for a moment after the label
 * was added; and states of a newer backend, because it is unknown whether they
 * pass.
 */
const BLOCKED: ReadonlySet<string> = new Set([
  'terminating',
  'conflict',
  'denied',
  'failed',
]);

/**
 * Whether a requested delivery does not arrive before a person acts.
 *
 * @public
 */
export function needsAction({
  state,
  remedy,
}: {
  readonly state: string;
  readonly remedy: { readonly by: string };
}): boolean {
  return BLOCKED.has(state) && remedy.by !== 'nobody';
}
