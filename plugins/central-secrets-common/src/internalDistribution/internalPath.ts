import { Message, message, renderMessage } from '../texts';

/**
 * The paths of internal distribution (section 5a.5 of the RFC): a PushSecret
 * writes `platform-data/{datasource}/{consumer}` for secrets and
 * `platform-config/{datasource}/{instance}` for configuration.
 */

/** What a path of internal distribution holds. @public */
export type InternalKind = 'secret' | 'configuration';

/** With what the paths of each kind begin. @public */
export const INTERNAL_PREFIXES: Readonly<Record<InternalKind, string>> = {
  secret: 'platform-data',
  configuration: 'platform-config',
};

/** What is wrong with a path. @public */
export interface InternalPathFault {
  /**
   * `parts`: it does not have three parts. `characters`: a part has others than
   * lower-case letters, digits and single hyphens. `environment`: a part names an
   * environment, which Vault's namespaces are for.
   */
  readonly code: 'parts' | 'characters' | 'environment';
  /** The part, or the whole path. */
  readonly part: string;
  /** A correct path that is like it. */
  readonly example: string;
}

/** Words that name an environment and hardly anything else. */
const ENVIRONMENTS: ReadonlySet<string> = new Set([
  'dev',
  'development',
  'qa',
  'uat',
  'stage',
  'staging',
  'preprod',
  'prod',
  'production',
]);

const PART = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What a path of internal distribution holds, by its prefix; undefined: it is
 * another path.
 *
 * @public
 */
export function kindOfInternalPath(path: string): InternalKind | undefined {
  const [prefix] = path.split('/', 1);
  return (Object.keys(INTERNAL_PREFIXES) as InternalKind[]).find(
    kind => INTERNAL_PREFIXES[kind] === prefix,
  );
}

/**
 * The first fault of a path that has one of the two prefixes.
 *
 * @public
 */
export function findInternalPathFault(
  path: string,
): InternalPathFault | undefined {
  const kind = kindOfInternalPath(path);
  if (!kind) {
    return undefined;
  }
  const parts = path.split('/').slice(1);
  const example = exampleFor(kind, parts);
  if (parts.length !== 2 || parts.includes('')) {
    return { code: 'parts', part: path, example };
  }
  const odd = parts.find(part => !PART.test(part));
  if (odd !== undefined) {
    return { code: 'characters', part: odd, example };
  }
  const environment = parts.find(part =>
    part.split('-').some(word => ENVIRONMENTS.has(word)),
  );
  return environment === undefined
    ? undefined
    : { code: 'environment', part: environment, example };
}

/** What is wrong with a path: the part, and a correct path. @public */
export function internalPathProblem({
  code,
  part,
  example,
}: InternalPathFault): Message {
  const about = { part: part.slice(0, 200), example };
  return code === 'parts'
    ? message('internal-path.parts', {
        ...about,
        secret: 'platform-data/{datasource}/{consumer}',
        configuration: 'platform-config/{datasource}/{instance}',
      })
    : message(`internal-path.${code}`, about);
}

/**
 * A fault in one English sentence: the part, what is wrong with it, and a
 * correct path.
 *
 * @public
 */
export function describeInternalPathFault(fault: InternalPathFault): string {
  return renderMessage(internalPathProblem(fault));
}

function exampleFor(kind: InternalKind, parts: readonly string[]): string {
  const [datasource = '', holder = ''] = parts.map(corrected);
  const usual = kind === 'secret' ? 'temporal' : 'platform-postgres';
  return [
    INTERNAL_PREFIXES[kind],
    datasource || 'postgres',
    holder || usual,
  ].join('/');
}

function corrected(part: string): string {
  return part
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && !ENVIRONMENTS.has(word))
    .join('-');
}
