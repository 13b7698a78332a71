import { NamespaceRecord } from '../records';
import {
  annotationsOf,
  fieldsListOf,
  fieldsOf,
  openObject,
  textMapOf,
  textOf,
  textsOf,
  timeOf,
} from './fields';

/** Marks that say that a GitOps controller keeps the namespace, and would undo a change made beside it. */
const GITOPS_ANNOTATIONS = new Set([
  'argocd.argoproj.io/tracking-id',
  'kustomize.toolkit.fluxcd.io/name',
]);

function isKeptAnnotation(key: string): boolean {
  return key.startsWith('central-secrets/') || GITOPS_ANNOTATIONS.has(key);
}

/**
 * When each label was last written, from `metadata.managedFields`
 * (Kubernetes' server-side apply bookkeeping, kept for every kind of write).
 */
function labelTimesOf(managedFields: unknown): Record<string, number> {
  const times = new Map<string, number>();
  for (const manager of fieldsListOf(managedFields)) {
    const time = timeOf(manager.time);
    const metadata = fieldsOf(fieldsOf(manager.fieldsV1)['f:metadata']);
    if (time === undefined) {
      continue;
    }
    for (const field of Object.keys(fieldsOf(metadata['f:labels']))) {
      // "." stands for the map itself.
      if (!field.startsWith('f:')) {
        continue;
      }
      const key = field.slice('f:'.length);
      times.set(key, Math.max(times.get(key) ?? time, time));
    }
  }
  return Object.fromEntries(times);
}

/**
 * A raw Namespace as a record.
 *
 * @throws InputError when it is not a Namespace
 * @public
 */
export function parseNamespace(object: unknown): NamespaceRecord {
  const { metadata, name, uid, createdAt, deletedAt } = openObject(object, [
    'Namespace',
  ]);
  return {
    name,
    uid,
    resourceVersion: textOf(metadata.resourceVersion) ?? '',
    createdAt,
    labels: textMapOf(metadata.labels),
    annotations: annotationsOf(metadata.annotations, isKeptAnnotation),
    finalizers: textsOf(metadata.finalizers),
    ...(deletedAt === undefined ? {} : { deletedAt }),
    labelTimes: labelTimesOf(metadata.managedFields),
  };
}
