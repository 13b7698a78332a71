/**
 * The stable id of a delivery: `cluster/namespace/distribution`, or
 * `cluster/namespace/declared:name` for an ExternalSecret that a team declared
 * itself. No Kubernetes name has a colon or a slash, so the two never meet.
 *
 * @public
 */
export function deliveryId(
  cluster: string,
  namespace: string,
  of: { readonly distribution: string } | { readonly declared: string },
): string {
  const last =
    'distribution' in of ? of.distribution : `declared:${of.declared}`;
  return `${cluster}/${namespace}/${last}`;
}
