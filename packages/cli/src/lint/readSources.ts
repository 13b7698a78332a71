import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathMatcher } from './globs';
import { Unreadable } from './outcome';
import { Source } from './Source';

/** Ten times a very large manifest; a larger file is hardly a manifest. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const STANDARD_INPUT = '<standard input>';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read: its permissions do not let you',
  EISDIR: 'is a folder',
  ELOOP: 'is a circle of symbolic links',
  ENAMETOOLONG: 'has a name that is too long',
  ENOENT: 'does not exist',
  ENOTDIR: 'is below something that is no folder',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? `cannot be read: ${code ?? message}`;
}

const TOO_LARGE = `is larger than ${LARGEST_BYTES / 1024 / 1024} MiB: split it`;

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) {
      return text;
    }
  } catch {
    // Told below.
  }
  throw new Error('is no text in UTF-8');
}

/** Reads all input up to the limit: the input may have no end. */
async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > LARGEST_BYTES) {
      throw new Error(TOO_LARGE);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function readSource(file: string, named: boolean): Promise<Source> {
  const found = await stat(file);
  // A pipe or a device may have no end, or no writer.
  if (!found.isFile()) {
    throw new Error(
      found.isDirectory()
        ? REASONS.EISDIR
        : 'is neither a file nor a folder: give what comes out of it as standard input, with -',
    );
  }
  if (found.size > LARGEST_BYTES) {
    throw new Error(TOO_LARGE);
  }
  return { file, text: decode(await readFile(file)), named };
}

/**
 * Reads the files that the paths name, each file once; reports and skips files
 * that cannot be read.
 *
 * @param exclude - globs of files and folders that are passed over, wherever
 * they are found
 */
export async function readSources(
  paths: readonly string[],
  readStandardInput: () => AsyncIterable<Uint8Array>,
  exclude: readonly string[] = [],
): Promise<{ sources: Source[]; unreadable: Unreadable[] }> {
  const sources = new Map<string, Source>();
  const unreadable: Unreadable[] = [];
  const isExcluded = pathMatcher(exclude);

  async function attempt(place: string, read: () => Promise<void>) {
    try {
      await read();
    } catch (error) {
      const known = (error as NodeJS.ErrnoException).code !== undefined;
      unreadable.push({
        place,
        message: known ? reasonOf(error) : (error as Error).message,
      });
    }
  }
  async function add(file: string, named: boolean) {
    if (sources.has(file)) {
      return;
    }
    await attempt(file, async () => {
      sources.set(file, await readSource(file, named));
    });
  }
  async function addFolder(folder: string) {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') {
        continue;
      }
      if (isExcluded(path)) {
        continue;
      }
      if (entry.isDirectory()) {
        await attempt(path, () => addFolder(path));
      } else if (/\.(?:ya?ml|json)$/i.test(entry.name)) {
        await add(path, false);
      }
    }
  }

  for (const path of paths) {
    if (path === '-') {
      await attempt(STANDARD_INPUT, async () => {
        const text = decode(await readAll(readStandardInput()));
        sources.set('-', {
          file: STANDARD_INPUT,
          text,
          named: true,
          isStandardInput: true,
        });
      });
    } else {
      await attempt(path, async () => {
        if ((await stat(path)).isDirectory()) {
          await addFolder(path);
        } else {
          await add(path, true);
        }
      });
    }
  }
  return { sources: [...sources.values()], unreadable };
}
