import { GeneratorReference } from '../records';

const HOUR_MS = 3_600_000;

/** Generators whose values live as long as their issuer alone decides, by kind. */
const LIFETIMES_MS: ReadonlyMap<string, number> = new Map([
  ['ACRAccessToken', 3 * HOUR_MS],
  ['ECRAuthorizationToken', 12 * HOUR_MS],
  ['GCRAccessToken', HOUR_MS],
  ['GithubAccessToken', HOUR_MS],
]);

/**
 * How long what a generator makes is valid, in milliseconds; undefined: its own
 * spec decides, or it does not end.
 *
 * @param kind - such as `GithubAccessToken`; that of a ClusterGenerator is not known
 *
 * @public
 */
export function generatorLifetimeMs(kind: string): number | undefined {
  return LIFETIMES_MS.get(kind);
}

/** A generator, by kind and name. */
export function generatorTitle({ kind, name }: GeneratorReference): string {
  return `${kind} ${name}`;
}

/** The one kind of generator that is not looked for in the namespace of a copy. */
const CLUSTER_GENERATOR = 'ClusterGenerator';

/** Whether a generator is not of any namespace. */
export function isClusterGenerator({ kind }: GeneratorReference): boolean {
  return kind === CLUSTER_GENERATOR;
}

/**
 * The generator that a text says does not exist, if it is one of these. The
 * text names the kind, or the resource of the kind.
 */
export function findMissingGenerator(
  text: string,
  generators: readonly GeneratorReference[],
): GeneratorReference | undefined {
  const [, resource, missing] =
    /unable to get generator\b.*?\b(\w+)\.generators\.external-secrets\.io "([^"]+)" not found/s.exec(
      text,
    ) ?? [];
  return generators.find(
    ({ kind, name }) =>
      name === missing &&
      [kind, `${kind}s`].some(
        each => each.toLowerCase() === resource.toLowerCase(),
      ),
  );
}
