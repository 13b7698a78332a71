import { readdir, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';

/** `*` and `?` within a name, `**` for any number of folders. */
function expressionOf(glob: string): RegExp {
  const source = glob
    .split('/')
    .map(part =>
      part === '**'
        ? '.*'
        : part
            .replace(/[.+^${}()|[\]\\]/g, '\\$&')
            .replaceAll('*', '[^/]*')
            .replaceAll('?', '[^/]'),
    )
    .join('/')
    .replaceAll('.*/', '(?:.*/)?');
  return new RegExp(`^${source}$`);
}

/** Says whether a path is one of those that some globs mean. */
export function pathMatcher(
  globs: readonly string[],
): (path: string) => boolean {
  const expressions = globs.map(glob => expressionOf(normalize(glob)));
  return path =>
    expressions.some(expression => expression.test(normalize(path)));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The folders that a glob such as `clusters/*` means, by name. */
export async function foldersOf(glob: string): Promise<string[]> {
  const path = normalize(glob).replace(/\/$/, '');
  let folders = [path.startsWith('/') ? '/' : '.'];
  for (const part of path.split('/').filter(Boolean)) {
    const matches = pathMatcher([part]);
    const next: string[] = [];
    for (const folder of folders) {
      const names = /[*?]/.test(part)
        ? (await readdir(folder)).filter(
            name => !name.startsWith('.') && matches(name),
          )
        : [part];
      for (const name of names.sort()) {
        if (await isFolder(join(folder, name))) {
          next.push(join(folder, name));
        }
      }
    }
    folders = next;
  }
  return folders;
}
