/** A reference to the object that an object belongs to. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/**
 * One manager's labels, annotations and keys of the data, and the time of its
 * last write.
 */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: {
    'f:metadata'?: {
      'f:labels'?: Record<string, object>;
      'f:annotations'?: Record<string, object>;
    };
    'f:data'?: Record<string, object>;
  };
}

/** Every object's metadata. Times are RFC 3339 to the second. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
}

/**
 * Any Kubernetes object. The API server manages the fields under `metadata`;
 * the rest it stores as it comes.
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: any;
  status?: any;
  [field: string]: any;
}

/** The fields that identify one object. */
export interface ObjectReference {
  kind: string;
  name: string;
  /** Absent for kinds that live outside of namespaces. */
  namespace?: string;
}

/** The key under which an object is stored and sorted within its kind. */
export function objectKey(name: string, namespace?: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Makes a value unchangeable: stored objects are shared with every reader. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** A copy that may be changed. Through JSON, so that fields that are undefined are gone, as on the wire. */
export function copyOf(object: KubernetesObject): KubernetesObject {
  return JSON.parse(JSON.stringify(object));
}

/** The owner that controls the object, if any. */
export function controllerOf(
  object: KubernetesObject,
): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}
