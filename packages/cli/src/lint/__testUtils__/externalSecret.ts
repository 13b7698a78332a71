interface Parts {
  /** undefined: something else sets it. */
  readonly namespace?: string;
  readonly name?: string;
  readonly target?: string;
  readonly template?: string;
  /** Further lines of its spec. */
  readonly spec?: string;
}

/** An ExternalSecret of a team, to which no rule objects. */
export function externalSecret(parts: Parts = {}): string {
  const { name = 'database', target = 'database', template, spec } = parts;
  const namespace = 'namespace' in parts ? parts.namespace : 'shop';
  return `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ''} }
spec:
  refreshInterval: 1h
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { name: ${target}${template ? `, template: ${template}` : ''} }
${spec ?? '  dataFrom: [{ extract: { key: shop/database } }]'}
`;
}
