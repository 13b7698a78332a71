/** The floor of lint: only parses the file, with the library that lint uses. */
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { program } from './program';

program<{ file: string }, { documents: number; ms: number }>(
  async ({ file }) => {
    const startedAt = performance.now();
    const documents = parseAllDocuments(await readFile(file, 'utf8')).map(
      document => document.toJS(),
    );
    return {
      documents: documents.length,
      ms: performance.now() - startedAt,
    };
  },
);
