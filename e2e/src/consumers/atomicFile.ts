import { rename, writeFile } from 'node:fs/promises';

let written = 0;

/** Replaces a file that a server may be reading at the same moment. */
export async function replaceFile(path: string, text: string): Promise<void> {
  written += 1;
  const unfinished = `${path}.${written}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, path);
}
