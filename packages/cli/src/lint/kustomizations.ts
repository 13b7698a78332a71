import { dirname, join, normalize } from 'node:path';
import { parseDocument } from 'yaml';
import {
  fieldsListOf,
  fieldsOf,
  textOf,
  textsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Source } from './readSources';

interface Kustomization {
  /** Files and folders that it lists as they are. */
  readonly resources: readonly string[];
  /** Files that it lists as patches. */
  readonly patches: readonly string[];
  /** Whether it changes namespaces or names. */
  readonly moves: boolean;
}

const FILE = /(?:^|[\\/])kustomization\.ya?ml$/i;

function readKustomization({ file, text }: Source): Kustomization | undefined {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
  const fields = fieldsOf(content);
  const at = (path: string) => normalize(join(dirname(file), path));
  const patches = [
    ...fieldsListOf(fields.patches),
    ...fieldsListOf(fields.patchesJson6902),
  ].map(({ path }) => textOf(path));
  return {
    resources: ['resources', 'bases', 'components']
      .flatMap(field => textsOf(fields[field]))
      .filter(path => !path.includes('://'))
      .map(at),
    patches: [...patches, ...textsOf(fields.patchesStrategicMerge)]
      .filter((path): path is string => !!path && !path.includes('\n'))
      .map(at),
    moves: ['namespace', 'namePrefix', 'nameSuffix'].some(
      field => textOf(fields[field]) !== undefined,
    ),
  };
}

/**
 * What the kustomizations among the files tell of the other files: which are
 * patches, which get another namespace, and which are built together.
 */
export class Kustomizations {
  readonly #byFolder = new Map<string, Kustomization>();
  readonly #patches = new Set<string>();
  readonly #moved = new Set<string>();
  /** The folders of the kustomizations that build a file. */
  readonly #builders = new Map<string, Set<string>>();

  constructor(sources: readonly Source[]) {
    for (const source of sources) {
      if (!FILE.test(source.file)) continue;
      const found = readKustomization(source);
      if (found) this.#byFolder.set(normalize(dirname(source.file)), found);
    }
    for (const [folder, { patches }] of this.#byFolder) {
      patches.forEach(patch => this.#patches.add(patch));
      this.#build(folder, folder, false, new Set());
    }
  }

  #build(root: string, folder: string, isMoved: boolean, seen: Set<string>) {
    const found = this.#byFolder.get(folder);
    if (!found || seen.has(folder)) return;
    seen.add(folder);
    const moves = isMoved || found.moves;
    for (const path of found.resources) {
      if (this.#byFolder.has(path)) {
        this.#build(root, path, moves, seen);
        continue;
      }
      const builders = this.#builders.get(path) ?? new Set();
      this.#builders.set(path, builders.add(root));
      if (moves) this.#moved.add(path);
    }
  }

  /** Whether a kustomization lists the file as a patch of something else. */
  isPatch(file: string): boolean {
    return this.#patches.has(normalize(file));
  }

  /** Whether a kustomization gives the objects of the file another namespace or name. */
  isMoved(file: string): boolean {
    return this.#moved.has(normalize(file));
  }

  /** Whether a kustomization builds both files. */
  buildsBoth(one: string, other: string): boolean {
    const builders = this.#builders.get(normalize(other));
    if (!builders) return false;
    for (const root of this.#builders.get(normalize(one)) ?? []) {
      if (builders.has(root)) return true;
    }
    return false;
  }

  /** Whether some kustomization builds the file. */
  builds(file: string): boolean {
    return this.#builders.has(normalize(file));
  }
}
