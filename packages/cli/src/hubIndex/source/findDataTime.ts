import {
  Fields,
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** Managers of `stringData` write `data`. */
const DATA_FIELDS = ['f:data', 'f:stringData'];

function timeOf(value: unknown): number | undefined {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Finds the newest time at which a Secret's data may have changed: that of its
 * creation, or of the last write by a manager that owns a part of the data.
 *
 * | Write                                             | Time            |
 * | ------------------------------------------------- | --------------- |
 * | a value or a new key                              | of this write   |
 * | a label, by a manager that owns none of the data  | unchanged       |
 * | a label, by a manager that owns some of the data  | of this write   |
 * | only the removal of a key                         | unchanged       |
 *
 * In the third case the time is too late, and in the fourth too early:
 * `findChangedAt` corrects both by what else it knows.
 *
 * @returns undefined where the object has no creation time
 */
export function findDataTime(metadata: Fields): number | undefined {
  const createdAt = timeOf(metadata.creationTimestamp);
  const times = fieldsListOf(metadata.managedFields)
    .filter(({ fieldsV1 }) =>
      DATA_FIELDS.some(field => field in fieldsOf(fieldsV1)),
    )
    .flatMap(({ time }) => timeOf(time) ?? []);
  return createdAt === undefined
    ? undefined
    : times.reduce((newest, time) => Math.max(newest, time), createdAt);
}
