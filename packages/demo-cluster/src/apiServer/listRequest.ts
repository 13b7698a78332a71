import { KubernetesObject, objectKey } from './objects';
import { ObjectStore } from './objectStore';
import { RequestTarget } from './requestPath';
import { apiVersionOf, CORE_GROUP } from './resources';
import { ObjectFilter } from './selectors';
import { badRequest } from './statusError';

/** Where a later page goes on: the snapshot, and the last key that was given out. */
interface ContinueToken {
  version: number;
  after: string;
}

/**
 * Answers a list. Pages after the first show the state at the first page's
 * version, whatever was written since; 410 when that version is no longer kept.
 * So does a list that asks for exactly one version.
 */
export function answerList(
  store: ObjectStore,
  { resource, namespace }: RequestTarget,
  filter: ObjectFilter,
  page: { limit?: string; continueToken?: string; exactVersion?: string },
): object {
  const token = readContinueToken(page.continueToken);
  const limit = readLimit(page.limit);
  const version =
    token?.version ??
    (page.exactVersion ? Number(page.exactVersion) : store.version);
  const all =
    version === store.version
      ? store.list(resource)
      : store.listAt(resource, version);

  const remaining = all.filter(
    object =>
      (namespace === undefined || object.metadata.namespace === namespace) &&
      filter.matches(object) &&
      (!token || keyOf(object) > token.after),
  );
  const items = limit ? remaining.slice(0, limit) : remaining;
  const isBuiltIn = resource.group === CORE_GROUP;
  const isLast = items.length === remaining.length;
  const kind = `${resource.kind}List`;
  const apiVersion = apiVersionOf(resource);
  const metadata = {
    resourceVersion: String(version),
    // A list of custom resources says so even where there is nothing more.
    ...(!isBuiltIn && { continue: '' }),
    ...(!isLast && {
      continue: writeContinueToken({
        version,
        after: keyOf(items[items.length - 1]),
      }),
      // A real server does not count what a selector might still leave out.
      ...(filter.isEverything && {
        remainingItemCount: remaining.length - items.length,
      }),
    }),
  };
  // In the order in which a real server writes them.
  return isBuiltIn
    ? { kind, apiVersion, metadata, items: items.map(withoutType) }
    : { apiVersion, items, kind, metadata };
}

/** The items of a list of a built-in kind do not say what they are; those of custom resources do. */
function withoutType({
  apiVersion: _apiVersion,
  kind: _kind,
  ...rest
}: KubernetesObject) {
  return rest;
}

function keyOf({ metadata }: KubernetesObject): string {
  return objectKey(metadata.name, metadata.namespace);
}

/** 0 and negative numbers mean that there is no limit. */
function readLimit(text: string | undefined): number {
  if (text === undefined || text === '') {
    return 0;
  }
  if (!/^-?\d+$/.test(text)) {
    throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  }
  return Math.max(0, Number(text));
}

function writeContinueToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readContinueToken(
  text: string | undefined,
): ContinueToken | undefined {
  if (!text) {
    return undefined;
  }
  try {
    const { version, after } = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    );
    if (Number.isInteger(version) && typeof after === 'string') {
      return { version, after };
    }
  } catch {
    // Said below.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}
