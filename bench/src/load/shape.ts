/** How large a cluster is. */
export interface Shape {
  readonly namespaces: number;
  readonly distributions: number;
  /** How many distributions each namespace has an ExternalSecret of. */
  readonly perNamespace: number;
}

/** SIG-scalability's 10,000 namespaces, with ten secrets each, is the cluster this project is built for. */
export function shapeOf(externalSecrets: number): Shape {
  const distributions = 10;
  return {
    distributions,
    perNamespace: distributions,
    namespaces: Math.max(1, Math.round(externalSecrets / distributions)),
  };
}

/** How many ExternalSecrets a cluster of that shape has. */
export function countOf({ namespaces, perNamespace }: Shape): number {
  return namespaces * perNamespace;
}

/** Where the ExternalSecret of an index is: namespaces have distributions in turns, those of the next one follow. */
export function numbersOf(
  index: number,
  { distributions, perNamespace }: Shape,
): { namespace: number; distribution: number } {
  return {
    namespace: Math.floor(index / perNamespace),
    distribution: index % distributions,
  };
}

/** `team-00042`: by number, so that all processes agree without talking. */
export function namespaceName(index: number): string {
  return `team-${String(index).padStart(5, '0')}`;
}

/** `distribution-07`. */
export function distributionName(index: number): string {
  return `distribution-${String(index).padStart(2, '0')}`;
}

/** A uid that is always the same for the same object, and differs for each life of it. */
export function uidOf(kind: string, index: number, life = 0): string {
  const hex = (value: number, digits: number) =>
    value.toString(16).padStart(digits, '0').slice(-digits);
  const head = [...kind].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return `${hex(index * 2_654_435_761, 8)}-${hex(life, 4)}-4${hex(
    head,
    3,
  )}-a${hex(index, 3)}-${hex(index, 12)}`;
}
