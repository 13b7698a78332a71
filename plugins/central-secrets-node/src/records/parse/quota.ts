import type { QuotaRecord, WrittenResource } from '../refusalFacts';
import { Fields, fieldsOf, nameOf } from './fields';

/** Under which keys a ResourceQuota counts the objects of a kind (Kubernetes, "Object count quota"). */
const COUNTED: Readonly<Record<string, WrittenResource>> = {
  secrets: 'secrets',
  'count/secrets': 'secrets',
  'count/externalsecrets.external-secrets.io': 'externalsecrets',
};

/** A count as Kubernetes writes it; undefined: it is another quantity, such as `1k`. */
function countOf(value: unknown): number | undefined {
  return /^\d{1,9}$/.test(String(value)) ? Number(value) : undefined;
}

/**
 * A raw ResourceQuota as a record: only what limits the number of Secrets or
 * ExternalSecrets, by its status, which is what Kubernetes compares with.
 *
 * @public
 */
export function parseQuota(object: unknown): QuotaRecord {
  const { metadata, status } = fieldsOf(object) as {
    readonly metadata?: Fields;
    readonly status?: Fields;
  };
  const hard = fieldsOf(fieldsOf(status).hard);
  const used = fieldsOf(fieldsOf(status).used);
  return {
    name: nameOf(fieldsOf(metadata).name) ?? '',
    limits: Object.entries(COUNTED).flatMap(([key, resource]) => {
      const most = countOf(hard[key]);
      const now = countOf(used[key]);
      return most === undefined || now === undefined
        ? []
        : [{ resource, key, hard: most, used: now }];
    }),
  };
}
