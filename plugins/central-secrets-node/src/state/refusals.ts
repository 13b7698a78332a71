/**
 * Faults that stay until a person changes rights, credentials or definitions.
 */
const REFUSALS: ReadonlySet<string> = new Set([
  'forbidden',
  'unauthorized',
  'not-installed',
]);

/**
 * Whether an error means that the API server answers, and refuses the kind or
 * does not have it. Earlier knowledge about the kind counts for nothing then.
 * Any other error is temporary.
 *
 * @param error - of an observation; undefined: all is well
 *
 * @public
 */
export function isRefusal(
  error: { readonly code: string } | undefined,
): boolean {
  return error !== undefined && REFUSALS.has(error.code);
}
