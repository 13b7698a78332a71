import { parseAllDocuments, stringify } from 'yaml';

interface Definition {
  readonly spec: {
    versions: { name: string; served: boolean; storage: boolean }[];
  };
}

/** The operator's definitions as they were when objects were stored as v1beta1. */
export function storedInOlder(definitions: string): string {
  return edited(definitions, ({ spec }) => {
    if (!spec.versions.some(({ name }) => name === 'v1beta1')) {
      return;
    }
    for (const version of spec.versions) {
      version.served = true;
      version.storage = version.name === 'v1beta1';
    }
  });
}

/** The operator's definitions as they will be once v1beta1 is gone. */
export function withoutOlder(definitions: string): string {
  return edited(definitions, ({ spec }) => {
    spec.versions = spec.versions.filter(({ name }) => name !== 'v1beta1');
  });
}

function edited(
  definitions: string,
  edit: (definition: Definition) => void,
): string {
  return parseAllDocuments(definitions)
    .map(document => {
      const definition = document.toJS();
      edit(definition);
      return stringify(definition, { aliasDuplicateObjects: false });
    })
    .join('---\n');
}
