/**
 * Parses a full entity reference.
 *
 * @throws Error when it is not of the form `kind:namespace/name`.
 */
export function parseEntityRef(entityRef: string): {
  kind: string;
  namespace: string;
  name: string;
} {
  const match = /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(entityRef);
  if (!match) {
    throw new Error(`${entityRef} is not of the form kind:namespace/name`);
  }
  const [, kind, namespace, name] = match;
  return { kind, namespace, name };
}
