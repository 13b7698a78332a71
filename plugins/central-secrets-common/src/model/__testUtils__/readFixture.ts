import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Where the fixtures are: one folder per state, one file per case. */
export const FIXTURES = join(__dirname, '..', '__fixtures__');

/** One fixture's raw objects: the documents of its YAML file, lists unfolded. */
export function readFixture(file: string): Record<string, any>[] {
  const text = readFileSync(join(FIXTURES, `${file}.yaml`), 'utf8');
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .flatMap(object => (object.kind === 'List' ? object.items : [object]));
}
