/** How large a cluster is. */
export interface Shape {
  readonly namespaces: number;
  readonly distributions: number;
  /** How many distributions each namespace has an ExternalSecret of. */
  readonly perNamespace: number;
}

/**
 * SIG-scalability's 10,000 namespaces with ten secrets each: the size that this
 * project is built for.
 */
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

/**
 * The numbers of the ExternalSecret at an index. Namespaces use distributions
 * in turns; the next namespace continues where the previous one ended.
 */
export function numbersOf(
  index: number,
  { distributions, perNamespace }: Shape,
): { namespace: number; distribution: number } {
  return {
    namespace: Math.floor(index / perNamespace),
    distribution: index % distributions,
  };
}

/**
 * `team-00042`: the number gives the name, so that all processes agree without
 * communication.
 */
export function namespaceName(index: number): string {
  return `team-${String(index).padStart(5, '0')}`;
}

/** `distribution-07`. */
export function distributionName(index: number): string {
  return `distribution-${String(index).padStart(2, '0')}`;
}

/**
 * The uid of an object: constant for each life of it, and different after it
 * was created again.
 */
export function uidOf(kind: string, index: number, life = 0): string {
  const hex = (value: number, digits: number) =>
    value.toString(16).padStart(digits, '0').slice(-digits);
  const head = [...kind].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return `${hex(index * 2_654_435_761, 8)}-${hex(life, 4)}-4${hex(
    head,
    3,
  )}-a${hex(index, 3)}-${hex(index, 12)}`;
}
