import { EventRecord } from '../records';
import {
  fieldsListOf,
  fieldsOf,
  nameOf,
  numberOf,
  openNamespacedObject,
  shownTextOf,
  textOf,
  timeOf,
} from './fields';

/**
 * A raw Event (core/v1) as a record.
 *
 * Kubernetes keeps one event per message: its count and last time rise. An
 * event written through the newer `events.k8s.io` API has no `lastTimestamp`
 * of its own: its `series`, or its `eventTime`, says when.
 *
 * @throws InputError when it is not an Event
 * @public
 */
export function parseEvent(object: unknown): EventRecord {
  const head = openNamespacedObject(object, ['Event']);
  const { fields } = head;
  const involved = fieldsOf(fields.involvedObject);
  const series = fieldsOf(fields.series);
  return {
    namespace: head.namespace,
    name: head.name,
    uid: head.uid,
    resourceVersion: textOf(head.metadata.resourceVersion) ?? '',
    involvedApiVersion: nameOf(involved.apiVersion) ?? '',
    involvedKind: nameOf(involved.kind) ?? '',
    involvedNamespace: nameOf(involved.namespace) ?? '',
    involvedName: nameOf(involved.name) ?? '',
    involvedUid: nameOf(involved.uid) ?? '',
    type: nameOf(fields.type) ?? '',
    reason: nameOf(fields.reason) ?? '',
    message: shownTextOf(fields.message),
    count: numberOf(series.count, numberOf(fields.count, 1)),
    lastAt:
      timeOf(series.lastObservedTime) ??
      timeOf(fields.lastTimestamp) ??
      timeOf(fields.eventTime) ??
      timeOf(fields.firstTimestamp) ??
      head.createdAt,
    createdAt: head.createdAt,
    writtenAt: fieldsListOf(head.metadata.managedFields).reduce(
      (newest, { time }) => Math.max(newest, timeOf(time) ?? newest),
      head.createdAt,
    ),
  };
}
