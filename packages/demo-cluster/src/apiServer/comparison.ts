import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from './objects';

/** Whether a write changes anything but the bookkeeping: one that does not makes no new version. */
export function isSameObject(
  left: KubernetesObject,
  right: KubernetesObject,
): boolean {
  return isSame(withoutBookkeeping(left), withoutBookkeeping(right));
}

/** Whether anything but metadata and status is the same. */
export function isSameSpec(
  left: KubernetesObject,
  right: KubernetesObject,
): boolean {
  return isSame(
    { ...left, metadata: undefined, status: undefined },
    { ...right, metadata: undefined, status: undefined },
  );
}

function withoutBookkeeping(object: KubernetesObject) {
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    ...metadata
  } = object.metadata;
  return { ...object, metadata };
}

/**
 * Compares two objects in the form in which they go over the wire, where an
 * absent field and an undefined one are the same.
 */
function isSame(left: object, right: object): boolean {
  return isDeepStrictEqual(
    JSON.parse(JSON.stringify(left)),
    JSON.parse(JSON.stringify(right)),
  );
}
