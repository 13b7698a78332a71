import { KubernetesObject, ManagedFieldsEntry } from './objects';

/** The sections whose keys are tracked. */
const SECTIONS = ['labels', 'annotations', 'data'] as const;
type Section = (typeof SECTIONS)[number];

/**
 * Kubernetes' mark for a field such as `labels` itself, beside its keys; it
 * belongs to the manager that wrote the first key.
 */
const FIELD_ITSELF = '.';

/**
 * Updates the owners of labels, annotations and keys of the data after a write.
 * Like a real API server's answer for operation Update: a manager that adds or
 * changes a key owns it from then on, and the entry's time is that of the
 * manager's last write to the object. Unlike it, other fields are not tracked.
 */
export function manageFields(
  previous: KubernetesObject | undefined,
  next: KubernetesObject,
  write: { manager: string; time: string; apiVersion: string },
): ManagedFieldsEntry[] | undefined {
  const before = previous?.metadata.managedFields ?? [];
  const managers = new Set([
    ...before.map(({ manager }) => manager),
    write.manager,
  ]);
  const entries = [...managers].map((manager): ManagedFieldsEntry => {
    const entry = before.find(one => one.manager === manager);
    const isWriter = manager === write.manager;
    const [labels, annotations, data] = SECTIONS.map(section => {
      const changed = changedKeys(section, previous, next);
      const kept = keysIn(entry, section).filter(
        key => isThere(key, section, next) && !changed.includes(key),
      );
      return asFields(isWriter ? [...kept, ...changed] : kept);
    });
    const metadata = {
      ...(labels && { 'f:labels': labels }),
      ...(annotations && { 'f:annotations': annotations }),
    };
    return {
      manager,
      operation: 'Update',
      apiVersion: write.apiVersion,
      time: isWriter ? write.time : entry!.time,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        ...(Object.keys(metadata).length > 0 && { 'f:metadata': metadata }),
        ...(data && { 'f:data': data }),
      },
    };
  });
  const filled = entries.filter(
    ({ fieldsV1 }) => Object.keys(fieldsV1).length > 0,
  );
  return filled.length > 0 ? filled : undefined;
}

/** The keys that a manager owns. */
export function managedKeys(
  { metadata }: KubernetesObject,
  manager: string,
  section: Section,
): string[] {
  const entry = metadata.managedFields?.find(one => one.manager === manager);
  return keysIn(entry, section).filter(key => key !== FIELD_ITSELF);
}

function changedKeys(
  section: Section,
  previous: KubernetesObject | undefined,
  next: KubernetesObject,
): string[] {
  const before = previous ? valuesIn(previous, section) : {};
  const after = valuesIn(next, section);
  const changed = Object.keys(after).filter(key => after[key] !== before[key]);
  const isFirst = Object.keys(before).length === 0 && changed.length > 0;
  return isFirst ? [...changed, FIELD_ITSELF] : changed;
}

function isThere(key: string, section: Section, object: KubernetesObject) {
  const values = valuesIn(object, section);
  return key === FIELD_ITSELF ? Object.keys(values).length > 0 : key in values;
}

function valuesIn(
  object: KubernetesObject,
  section: Section,
): Readonly<Record<string, unknown>> {
  return (section === 'data' ? object.data : object.metadata[section]) ?? {};
}

function keysIn(
  entry: ManagedFieldsEntry | undefined,
  section: Section,
): string[] {
  const fields = entry?.fieldsV1 ?? {};
  const owned =
    section === 'data'
      ? fields['f:data']
      : fields['f:metadata']?.[`f:${section}`];
  return Object.keys(owned ?? {}).map(key => key.replace(/^f:/, ''));
}

function asFields(keys: readonly string[]): Record<string, object> | undefined {
  return keys.length > 0
    ? Object.fromEntries(
        [...keys]
          .sort()
          .map(key => [key === FIELD_ITSELF ? key : `f:${key}`, {}]),
      )
    : undefined;
}
