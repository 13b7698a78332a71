import {
  Fields,
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Path } from './path';
import { Writer } from './Writer';

/** A source that an entry of `data` or `dataFrom` names by its key. */
export interface Fetch {
  /** With `key`, and perhaps `property`. */
  readonly remote: Fields;
  readonly path: Path;
  /** The store as it is written, of the entry or of the whole spec. */
  readonly store: { readonly kind?: string; readonly name: string };
  /** Whether the entry names a generator instead. */
  readonly isGenerated: boolean;
}

const PLACES = [
  ['data', 'remoteRef'],
  ['dataFrom', 'extract'],
] as const;

/** Every source that a writer names by its key. */
export function* fetchesOf({ spec, specPath }: Writer): Iterable<Fetch> {
  for (const [field, part] of PLACES) {
    for (const [index, entry] of fieldsListOf(spec[field]).entries()) {
      if (!entry[part]) {
        continue;
      }
      const { storeRef, generatorRef } = fieldsOf(entry.sourceRef);
      const { kind, name } = fieldsOf(storeRef ?? spec.secretStoreRef);
      yield {
        remote: fieldsOf(entry[part]),
        path: [...specPath, field, index, part],
        store: { kind: textOf(kind), name: textOf(name) ?? '' },
        isGenerated: Boolean(generatorRef),
      };
    }
  }
}
