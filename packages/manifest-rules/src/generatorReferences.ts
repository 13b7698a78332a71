import {
  Fields,
  fieldsListOf,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Path } from './path';
import { Writer } from './Writer';

/** A place in a writer that names a generator. */
export interface GeneratorReference {
  readonly reference: Fields;
  readonly path: Path;
}

export function generatorReferencesOf(writer: Writer): GeneratorReference[] {
  const { spec, specPath } = writer;
  return fieldsListOf(spec.dataFrom).flatMap((entry, index) => {
    const { generatorRef } = fieldsOf(entry.sourceRef);
    if (!generatorRef) {
      return [];
    }
    return [
      {
        reference: fieldsOf(generatorRef),
        path: [...specPath, 'dataFrom', index, 'sourceRef', 'generatorRef'],
      },
    ];
  });
}
