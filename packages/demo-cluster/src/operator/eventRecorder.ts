import { randomUUID } from 'node:crypto';
import { Clock, timestamp } from '../clock';
import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';

/** Where events about objects without a namespace are written. */
const NAMESPACE_OF_CLUSTER_EVENTS = 'default';

/**
 * Writes events as client-go's recorder does: the same words about the same
 * object make no second event, but raise the first one's count. Unlike in a
 * real cluster, events do not expire after an hour.
 */
export class EventRecorder {
  readonly #api: ClusterApi;
  readonly #clock: Clock;
  readonly #component: string;
  #serial = 0;

  constructor(options: { api: ClusterApi; clock: Clock; component: string }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#component = options.component;
  }

  record(
    about: KubernetesObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    const namespace = about.metadata.namespace ?? NAMESPACE_OF_CLUSTER_EVENTS;
    const now = timestamp(this.#clock.now());
    const earlier = this.#api
      .list('Event', namespace)
      .find(
        event =>
          event.involvedObject.uid === about.metadata.uid &&
          event.type === type &&
          event.reason === reason &&
          event.message === message,
      );
    if (earlier) {
      this.#api.patch(
        { kind: 'Event', name: earlier.metadata.name, namespace },
        { count: earlier.count + 1, lastTimestamp: now },
      );
      return;
    }
    const target = this.#api.find({ kind: 'Namespace', name: namespace });
    if (!target || target.metadata.deletionTimestamp) {
      // The namespace no longer accepts new objects; a real recorder only logs
      // that.
      return;
    }
    this.#api.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: this.#eventName(about), namespace },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name: about.metadata.name,
        ...(about.metadata.namespace && {
          namespace: about.metadata.namespace,
        }),
        resourceVersion: about.metadata.resourceVersion,
        uid: about.metadata.uid,
      },
      type,
      reason,
      message,
      count: 1,
      eventTime: null,
      firstTimestamp: now,
      lastTimestamp: now,
      reportingComponent: this.#component,
      reportingInstance: '',
      source: { component: this.#component },
    });
  }

  /** The object's name and something unique, as client-go does with the time in nanoseconds. */
  #eventName(about: KubernetesObject): string {
    this.#serial += 1;
    const unique = `${randomUUID().slice(0, 8)}${this.#serial
      .toString(16)
      .padStart(8, '0')}`;
    return `${about.metadata.name}.${unique}`;
  }
}
