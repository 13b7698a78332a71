import {
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  NamespaceRecord,
  StoreRecord,
  externalSecretSpecOf,
  parseDistribution,
  parseEvent,
  parseExternalSecretWith,
  parseNamespace,
  parseStore,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Interner } from './Interner';

/**
 * From raw objects to the records that are kept: common's parsers, then one
 * copy of the parts that many records share.
 */
export function projections(interner: Interner) {
  const specs = new WeakMap<object, ExternalSecretSpecRecord>();

  /** A frozen spec is one that many objects share (`ObjectReader`): read once. */
  function sharedSpec(
    spec: Readonly<Record<string, unknown>>,
    where: string,
  ): ExternalSecretSpecRecord {
    const known = specs.get(spec);
    if (known) {
      return known;
    }
    const record = interner.value(externalSecretSpecOf(spec, where));
    if (Object.isFrozen(spec)) {
      specs.set(spec, record);
    }
    return record;
  }

  return {
    namespace: (object: unknown): NamespaceRecord => parseNamespace(object),
    distribution: (object: unknown): DistributionRecord => {
      const record = parseDistribution(object);
      return { ...record, spec: interner.value(record.spec) };
    },
    externalSecret: (object: unknown): ExternalSecretRecord => {
      const record = parseExternalSecretWith(sharedSpec, object);
      return {
        ...record,
        namespace: interner.text(record.namespace),
        name: interner.text(record.name),
        // The copies of one distribution have the same spec and owner; the ones
        // of one state also the same condition but for its time.
        owner: record.owner && interner.value(record.owner),
        ready: record.ready && {
          ...record.ready,
          reason: interner.text(record.ready.reason),
          message: interner.text(record.ready.message),
        },
        boundSecret: record.boundSecret && interner.text(record.boundSecret),
      };
    },
    store: (object: unknown): StoreRecord => parseStore(object),
    event: (object: unknown): EventRecord => {
      const record = parseEvent(object);
      return {
        ...record,
        namespace: interner.text(record.namespace),
        involvedName: interner.text(record.involvedName),
        reason: interner.text(record.reason),
      };
    },
  };
}
