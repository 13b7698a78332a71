import { CORE_GROUP, RESOURCES, ResourceType } from './resources';

/** The resource or object that a path names. */
export interface RequestTarget {
  resource: ResourceType;
  namespace?: string;
  name?: string;
  subresource?: 'status';
}

/** Reads a path such as `/api/v1/namespaces/x/secrets/y`; undefined for one that is not served. */
export function parseRequestPath(path: string): RequestTarget | undefined {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') {
    return undefined;
  }
  const group = isCore ? CORE_GROUP : parts[1];
  const version = isCore ? parts[1] : parts[2];
  const rest = parts.slice(isCore ? 2 : 3).filter((part, i) => part || i === 0);

  // `namespaces/x/secrets` is about secrets; `namespaces/x` and `namespaces/x/status` are about x.
  const isInside =
    rest[0] === 'namespaces' && rest.length > 2 && rest[2] !== 'status';
  const namespace = isInside ? rest[1] : undefined;
  const [plural, name, subresource, ...more] = isInside ? rest.slice(2) : rest;

  const resource = RESOURCES.find(
    candidate =>
      candidate.group === group &&
      candidate.version === version &&
      candidate.plural === plural,
  );
  if (!resource || more.length > 0) {
    return undefined;
  }
  if (namespace !== undefined && !resource.namespaced) {
    return undefined;
  }
  if (name !== undefined && resource.namespaced && namespace === undefined) {
    return undefined;
  }
  if (subresource !== undefined) {
    return subresource === 'status' && resource.hasStatus
      ? { resource, namespace, name, subresource }
      : undefined;
  }
  return { resource, namespace, name };
}
