import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Unreadable } from '../outcome';
import { FixedFile } from './fixFiles';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes a file as a whole or not at all: beside it, and then in its place. A
 * symbolic link stays one.
 */
async function replaceFile(file: string, text: string): Promise<void> {
  const path = await realpath(file);
  const { mode } = await stat(path);
  const beside = join(
    dirname(path),
    `.${basename(path)}.${process.pid}.central-secrets`,
  );
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(text);
      // The process's mask may have taken bits away.
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Writes the files that fixes changed; reports those that could not be written. */
export async function writeFixed(
  files: readonly FixedFile[],
): Promise<Unreadable[]> {
  const problems: Unreadable[] = [];
  for (const { file, before, after } of files) {
    try {
      const now = await readFile(file, 'utf8');
      const mark = now.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
      if (now !== `${mark}${before}`) {
        problems.push({
          place: file,
          message: 'has changed since it was read, and is not fixed: run again',
        });
        continue;
      }
      await replaceFile(file, `${mark}${after}`);
    } catch (error) {
      problems.push({
        place: file,
        message: `cannot be written: ${
          (error as NodeJS.ErrnoException).code ?? (error as Error).message
        }`,
      });
    }
  }
  return problems;
}
