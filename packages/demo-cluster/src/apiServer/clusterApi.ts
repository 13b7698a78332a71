import { randomUUID } from 'node:crypto';
import { Clock, timestamp } from '../clock';
import { applyDefaults } from './defaults';
import { isSameObject, isSameSpec } from './comparison';
import { manageFields } from './managedFields';
import { copyOf, KubernetesObject, ObjectReference } from './objects';
import { ObjectStore } from './objectStore';
import { applyAnyPatch, MERGE_PATCH } from './patches';
import { apiVersionOf, resourceOfKind, ResourceType } from './resources';
import {
  alreadyExists,
  badRequest,
  conflict,
  invalid,
  notFound,
} from './statusError';
import { assertTakesContent, validateObject } from './validation';

/** How a write is to be done. */
export interface WriteOptions {
  /** Check everything, change nothing. */
  dryRun?: boolean;
  /**
   * The manager that owns the written fields (`managedFields`). Default:
   * `unknown`.
   */
  fieldManager?: string;
  /** Write the status only; without it a write leaves the status alone. */
  status?: boolean;
}

/**
 * The API server's operations on objects, apart from HTTP and rights. Every
 * failure is a {@link StatusError}. Returned objects are frozen; copy one
 * before changing it.
 */
export class ClusterApi {
  readonly store: ObjectStore;
  readonly #clock: Clock;

  constructor(options: { store: ObjectStore; clock: Clock }) {
    this.store = options.store;
    this.#clock = options.clock;
  }

  /** The object, or undefined when there is none. */
  find(reference: ObjectReference): KubernetesObject | undefined {
    const resource = resourceOfKind(reference.kind);
    return this.store.get(resource, reference.name, reference.namespace);
  }

  /** The object, or a 404. */
  get(reference: ObjectReference): KubernetesObject {
    const found = this.find(reference);
    if (!found) {
      throw notFound(resourceOfKind(reference.kind), reference.name);
    }
    return found;
  }

  /** All objects of a kind, or of a kind in one namespace. */
  list(kind: string, namespace?: string): KubernetesObject[] {
    const objects = this.store.list(resourceOfKind(kind));
    return namespace === undefined
      ? objects
      : objects.filter(object => object.metadata.namespace === namespace);
  }

  create(
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const resource = this.#resourceFor(object);
    const next = copyOf(object);
    const { name, namespace } = next.metadata;
    if (namespace !== undefined) {
      assertTakesContent(
        this.get({ kind: 'Namespace', name: namespace }),
        resource,
        name,
      );
    }
    if (this.store.get(resource, name, namespace)) {
      throw alreadyExists(resource, name);
    }
    next.metadata.uid = randomUUID();
    next.metadata.creationTimestamp = timestamp(this.#clock.now());
    delete next.metadata.deletionTimestamp;
    delete next.metadata.managedFields;
    if (resource.hasGeneration) {
      next.metadata.generation = 1;
    }
    if (resource.hasStatus) {
      delete next.status;
    }
    if (resource.kind === 'Namespace') {
      next.spec = { finalizers: ['kubernetes'] };
      next.status = { phase: 'Active' };
    }
    return this.#write(resource, next, undefined, options);
  }

  /**
   * PUT: the object becomes this one. With `metadata.resourceVersion`, only if
   * no other client wrote in between.
   */
  replace(
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const resource = this.#resourceFor(object);
    const { name, namespace, resourceVersion } = object.metadata;
    const previous = this.store.get(resource, name, namespace);
    if (!previous) {
      throw notFound(resource, name);
    }
    if (
      resourceVersion !== undefined &&
      resourceVersion !== previous.metadata.resourceVersion
    ) {
      throw conflict(resource, name);
    }
    return this.#update(resource, { ...object }, previous, options);
  }

  /** Merge patch by default. A `metadata.resourceVersion` in the patch is the optimistic lock. */
  patch(
    reference: ObjectReference,
    patch: unknown,
    options: WriteOptions & { type?: string } = {},
  ): KubernetesObject {
    const resource = resourceOfKind(reference.kind);
    const previous = this.get(reference);
    const next = applyAnyPatch(previous, options.type ?? MERGE_PATCH, patch);
    if (
      next.metadata?.name !== reference.name ||
      next.metadata.namespace !== reference.namespace
    ) {
      throw badRequest(
        `the name of the object (${next.metadata?.name}) does not match the name on the URL (${reference.name})`,
      );
    }
    if (next.metadata.resourceVersion !== previous.metadata.resourceVersion) {
      throw conflict(resource, reference.name);
    }
    return this.#update(resource, next, previous, options);
  }

  /**
   * Removes the object; where finalizers hold it, only marks it. Returns the
   * last state.
   */
  delete(
    reference: ObjectReference,
    options: Pick<WriteOptions, 'dryRun'> = {},
  ): KubernetesObject {
    const resource = resourceOfKind(reference.kind);
    const previous = this.get(reference);
    const isNamespace = resource.kind === 'Namespace';
    const isHeld =
      isNamespace || (previous.metadata.finalizers?.length ?? 0) > 0;
    if (options.dryRun || (isHeld && previous.metadata.deletionTimestamp)) {
      return previous;
    }
    if (!isHeld) {
      return this.store.remove(resource, previous);
    }
    const next = copyOf(previous);
    next.metadata.deletionTimestamp = timestamp(this.#clock.now());
    if (isNamespace) {
      next.status = { ...next.status, phase: 'Terminating' };
    } else {
      next.metadata.deletionGracePeriodSeconds = 0;
    }
    return this.store.put(resource, next);
  }

  /**
   * Puts an object in as from a backup: with its times, its status and its
   * uid, where it brings them. No client can do this; the demo world does.
   */
  restore(object: KubernetesObject): KubernetesObject {
    const resource = this.#resourceFor(object);
    const next = copyOf(object);
    applyDefaults(next);
    next.metadata.uid ??= randomUUID();
    next.metadata.creationTimestamp ??= timestamp(this.#clock.now());
    if (resource.hasGeneration) {
      next.metadata.generation ??= 1;
    }
    if (resource.kind === 'Namespace') {
      next.spec ??= { finalizers: ['kubernetes'] };
      next.status ??= { phase: 'Active' };
    }
    next.metadata.managedFields = manageFields(undefined, next, {
      manager: 'demo-world',
      time: next.metadata.creationTimestamp,
      apiVersion: next.apiVersion,
    });
    return this.store.put(resource, next);
  }

  /** Only for the namespace controller: `spec.finalizers` has a subresource of its own. */
  finishNamespace(name: string, status: object): void {
    const resource = resourceOfKind('Namespace');
    const previous = this.get({ kind: 'Namespace', name });
    const next = { ...copyOf(previous), spec: {}, status } as KubernetesObject;
    if ((next.metadata.finalizers?.length ?? 0) === 0) {
      this.store.remove(resource, next);
    } else if (!isSameObject(next, previous)) {
      this.store.put(resource, next);
    }
  }

  #update(
    resource: ResourceType,
    next: KubernetesObject,
    previous: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    if (options.status) {
      const { status } = next;
      return this.#write(resource, { ...previous, status }, previous, options);
    }
    const kept = previous.metadata;
    next.metadata = {
      ...next.metadata,
      uid: kept.uid,
      resourceVersion: kept.resourceVersion,
      creationTimestamp: kept.creationTimestamp,
      deletionTimestamp: kept.deletionTimestamp,
      generation: kept.generation,
      managedFields: kept.managedFields,
    };
    if (resource.hasStatus) {
      next.status = previous.status;
    }
    if (resource.kind === 'Namespace') {
      next.spec = previous.spec;
    }
    return this.#write(resource, next, previous, options);
  }

  #write(
    resource: ResourceType,
    wanted: KubernetesObject,
    previous: KubernetesObject | undefined,
    options: WriteOptions,
  ): KubernetesObject {
    const next = copyOf(wanted);
    applyDefaults(next);
    validateObject(resource, next, previous);
    if (previous && isSameObject(next, previous)) {
      return previous;
    }
    if (previous && resource.hasGeneration && !options.status) {
      const { generation = 0 } = previous.metadata;
      next.metadata.generation = isSameSpec(previous, next)
        ? generation
        : generation + 1;
    }
    next.metadata.managedFields = manageFields(previous, next, {
      manager: options.fieldManager ?? 'unknown',
      time: timestamp(this.#clock.now()),
      apiVersion: next.apiVersion,
    });
    if (!next.metadata.managedFields) {
      delete next.metadata.managedFields;
    }
    if (options.dryRun) {
      return next;
    }
    const isFinished =
      next.metadata.deletionTimestamp !== undefined &&
      (next.metadata.finalizers?.length ?? 0) === 0 &&
      (next.spec?.finalizers?.length ?? 0) === 0;
    return isFinished
      ? this.store.remove(resource, next)
      : this.store.put(resource, next);
  }

  #resourceFor(object: KubernetesObject): ResourceType {
    const resource = resourceOfKind(object.kind);
    if (object.apiVersion !== apiVersionOf(resource)) {
      throw badRequest(
        `the API version in the data (${
          object.apiVersion
        }) does not match the expected API version (${apiVersionOf(resource)})`,
      );
    }
    if (!object.metadata?.name) {
      throw invalid(
        resource,
        '',
        'metadata.name',
        'Required value: name or generateName is required',
        'FieldValueRequired',
      );
    }
    return resource;
  }
}
