import { dirname, join, normalize } from 'node:path';
import { parseDocument } from 'yaml';
import {
  fieldsListOf,
  fieldsOf,
  textOf,
  textsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Source } from './Source';

interface Kustomization {
  /** Files and folders that it lists as they are. */
  readonly resources: readonly string[];
  /** Files that it lists as patches. */
  readonly patches: readonly string[];
  /** Kinds that its patches change; `*` where they do not tell. */
  readonly patchedKinds: readonly string[];
  /** Whether it changes namespaces or names. */
  readonly moves: boolean;
}

type TextOfFile = (path: string) => string | undefined;

const ANY_KIND = '*';

const FILE = /(?:^|[\\/])kustomization\.ya?ml$/i;

/** Kinds that a patch changes: its target's, or those that its text names. */
function patchedKinds(patch: unknown, textOfFile: TextOfFile): string[] {
  if (typeof patch === 'string') {
    return kindsIn(textOfFile(patch) ?? patch);
  }
  const { target, path, patch: inline } = fieldsOf(patch);
  if (target) {
    return [textOf(fieldsOf(target).kind) ?? ANY_KIND];
  }
  const file = textOf(path);
  return kindsIn(textOf(inline) ?? (file && textOfFile(file)) ?? '');
}

function kindsIn(text: string): string[] {
  const kinds = [...text.matchAll(/^\s*(?:- )?"?kind"?:\s*"?(\w+)/gm)];
  return kinds.length > 0 ? kinds.map(([, kind]) => kind) : [ANY_KIND];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readKustomization(
  { file, text }: Source,
  texts: ReadonlyMap<string, string>,
): Kustomization | undefined {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    return undefined;
  }
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
  // Older versions of kustomize take the names of files as patches.
  const named = textsOf(fields.patches);
  return {
    resources: ['resources', 'bases', 'components']
      .flatMap(field => textsOf(fields[field]))
      .filter(path => !path.includes('://'))
      .map(at),
    patches: [...patches, ...named, ...textsOf(fields.patchesStrategicMerge)]
      .filter((path): path is string => !!path && !path.includes('\n'))
      .map(at),
    patchedKinds: [
      ...['patches', 'patchesStrategicMerge', 'patchesJson6902']
        .flatMap(field => listOf(fields[field]))
        .flatMap(patch => patchedKinds(patch, path => texts.get(at(path)))),
      ...(['replacements', 'transformers', 'vars'].some(
        field => listOf(fields[field]).length > 0,
      )
        ? [ANY_KIND]
        : []),
    ],
    moves: ['namespace', 'namePrefix', 'nameSuffix'].some(
      field => textOf(fields[field]) !== undefined,
    ),
  };
}

/** What the kustomizations around a folder do to its objects. */
interface Changes {
  readonly moves: boolean;
  readonly kinds: readonly string[];
}

/**
 * What the kustomizations among the files tell of the other files: which are
 * patches, which get another namespace, and which are built together.
 */
export class Kustomizations {
  readonly #byFolder = new Map<string, Kustomization>();
  readonly #patches = new Set<string>();
  readonly #moved = new Set<string>();
  /** Kinds that are changed in a file's objects. */
  readonly #patchedKinds = new Map<string, Set<string>>();
  /** The folders of the kustomizations that build a file. */
  readonly #builders = new Map<string, Set<string>>();

  constructor(sources: readonly Source[]) {
    const texts = new Map(
      sources.map(({ file, text }) => [normalize(file), text]),
    );
    for (const source of sources) {
      if (!FILE.test(source.file)) {
        continue;
      }
      const found = readKustomization(source, texts);
      if (found) {
        this.#byFolder.set(normalize(dirname(source.file)), found);
      }
    }
    for (const [folder, { patches }] of this.#byFolder) {
      patches.forEach(patch => this.#patches.add(patch));
      this.#build(folder, folder, { moves: false, kinds: [] }, new Set());
    }
  }

  #build(root: string, folder: string, outer: Changes, seen: Set<string>) {
    const found = this.#byFolder.get(folder);
    if (!found || seen.has(folder)) {
      return;
    }
    seen.add(folder);
    const changes: Changes = {
      moves: outer.moves || found.moves,
      kinds: [...outer.kinds, ...found.patchedKinds],
    };
    for (const path of found.resources) {
      if (this.#byFolder.has(path)) {
        this.#build(root, path, changes, seen);
        continue;
      }
      const builders = this.#builders.get(path) ?? new Set();
      this.#builders.set(path, builders.add(root));
      if (changes.moves) {
        this.#moved.add(path);
      }
      const kinds = this.#patchedKinds.get(path) ?? new Set();
      changes.kinds.forEach(kind => kinds.add(kind));
      this.#patchedKinds.set(path, kinds);
    }
  }

  /** Whether a kustomization lists the file as a patch of something else. */
  isPatch(file: string): boolean {
    return this.#patches.has(normalize(file));
  }

  /** Whether a kustomization changes objects of a kind in the file. */
  isPatched(file: string, kind: string): boolean {
    const kinds = this.#patchedKinds.get(normalize(file));
    return !!kinds && (kinds.has(kind) || kinds.has(ANY_KIND));
  }

  /** Whether a kustomization gives the objects of the file another namespace or name. */
  isMoved(file: string): boolean {
    return this.#moved.has(normalize(file));
  }

  /** Whether a kustomization builds both files. */
  buildsBoth(one: string, other: string): boolean {
    const builders = this.#builders.get(normalize(other));
    if (!builders) {
      return false;
    }
    for (const root of this.#builders.get(normalize(one)) ?? []) {
      if (builders.has(root)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the kustomization in a file's own folder leaves the file out, so that it is not applied. */
  leavesOut(file: string): boolean {
    const path = normalize(file);
    return (
      this.#byFolder.has(normalize(dirname(file))) && !this.#builders.has(path)
    );
  }

  /** Whether some kustomization builds the file. */
  builds(file: string): boolean {
    return this.#builders.has(normalize(file));
  }
}
