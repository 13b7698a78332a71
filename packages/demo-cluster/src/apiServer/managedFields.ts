import { KubernetesObject, ManagedFieldsEntry } from './objects';

/** How Kubernetes marks the field `labels` itself, beside its keys; it belongs to whoever wrote the first label. */
const FIELD_ITSELF = '.';

/**
 * Who owns which label after a write. Like a real API server's answer for
 * operation Update: whoever adds or changes a label owns it from then on, and
 * the entry's time is that of the manager's last write to the object. Unlike
 * it, only labels are tracked; other fields have no entries.
 */
export function manageLabels(
  previous: KubernetesObject | undefined,
  next: KubernetesObject,
  write: { manager: string; time: string; apiVersion: string },
): ManagedFieldsEntry[] | undefined {
  const before = previous?.metadata.labels ?? {};
  const after = next.metadata.labels ?? {};
  const changed = Object.keys(after).filter(key => after[key] !== before[key]);

  const owners = new Map<string, { keys: Set<string>; time: string }>();
  for (const entry of previous?.metadata.managedFields ?? []) {
    const keys = fieldsOf(entry).filter(
      key => key === FIELD_ITSELF || (key in after && !changed.includes(key)),
    );
    owners.set(entry.manager, { keys: new Set(keys), time: entry.time });
  }
  if (Object.keys(before).length === 0 && changed.length > 0) {
    changed.push(FIELD_ITSELF);
  }
  const writer = owners.get(write.manager) ?? { keys: new Set(), time: '' };
  changed.forEach(key => writer.keys.add(key));
  owners.set(write.manager, { keys: writer.keys, time: write.time });

  const entries = [...owners]
    .filter(([, { keys }]) => keys.size > 0)
    .map(([manager, { keys, time }]) => ({
      manager,
      operation: 'Update' as const,
      apiVersion: write.apiVersion,
      time,
      fieldsType: 'FieldsV1' as const,
      fieldsV1: {
        'f:metadata': {
          'f:labels': Object.fromEntries(
            [...keys]
              .sort()
              .map(key => [key === FIELD_ITSELF ? key : `f:${key}`, {}]),
          ),
        },
      },
    }));
  return entries.length > 0 ? entries : undefined;
}

function fieldsOf(entry: ManagedFieldsEntry): string[] {
  return Object.keys(entry.fieldsV1['f:metadata']?.['f:labels'] ?? {}).map(
    key => key.replace(/^f:/, ''),
  );
}
