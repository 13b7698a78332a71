import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Unreadable } from './outcome';

/** The text of a file. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Whether it was named, and not just found in a folder. */
  readonly named: boolean;
}

/** Ten times a very large manifest; what is larger was hardly meant. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const STANDARD_INPUT = '<standard input>';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read: its permissions do not let you',
  EISDIR: 'is a folder',
  ENOENT: 'does not exist',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? `cannot be read: ${code ?? message}`;
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new Error('is no text in UTF-8');
}

async function* filesBelow(folder: string): AsyncIterable<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (/\.(?:ya?ml|json)$/i.test(entry.name)) yield path;
  }
}

async function readSource(file: string, named: boolean): Promise<Source> {
  const { size } = await stat(file);
  if (size > LARGEST_BYTES) {
    throw new Error(
      `is larger than ${LARGEST_BYTES / 1024 / 1024} MiB: split it`,
    );
  }
  return { file, text: decode(await readFile(file)), named };
}

/** Reads what the paths name, each file once; what cannot be read is told and left out. */
export async function readSources(
  paths: readonly string[],
  readStandardInput: () => Promise<string>,
): Promise<{ sources: Source[]; unreadable: Unreadable[] }> {
  const sources = new Map<string, Source>();
  const unreadable: Unreadable[] = [];

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
    if (sources.has(file)) return;
    await attempt(file, async () => {
      sources.set(file, await readSource(file, named));
    });
  }

  for (const path of paths) {
    if (path === '-') {
      await attempt(STANDARD_INPUT, async () => {
        const text = await readStandardInput();
        if (/[\0\uFFFD]/.test(text)) throw new Error('is no text in UTF-8');
        sources.set('-', { file: STANDARD_INPUT, text, named: true });
      });
      continue;
    }
    await attempt(path, async () => {
      if (!(await stat(path)).isDirectory()) {
        await add(path, true);
        return;
      }
      for await (const file of filesBelow(path)) await add(file, false);
    });
  }
  return { sources: [...sources.values()], unreadable };
}
