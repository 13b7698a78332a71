import { Manifest, RuleInput } from '@central-secrets/manifest-rules';
import { FileNote } from './outcome';
import { SourceManifest } from './SourceManifest';

/** The tools, by what they replace; the first that holds is named. */
const TOOLS: readonly (readonly [what: RegExp, words: string])[] = [
  [/\$\{/, '${…} (Flux postBuild, envsubst)'],
  [/<path:/, '<path:…> (argocd-vault-plugin)'],
  [/"\s*op:\/\//, 'op://… (1Password)'],
  [/"\s*ref\+/, 'ref+… (vals)'],
];

function substitutionIn(manifest: Manifest): string | undefined {
  const { metadata, spec, data, stringData } = manifest.object;
  const text = JSON.stringify([metadata, spec, data, stringData]) ?? '';
  return TOOLS.find(([what]) => what.test(text))?.[1];
}

/**
 * One note for each file whose objects of the operator hold what another tool
 * fills in: nothing is said of values that are not known.
 */
export function noteSubstitutions(
  { manifests }: RuleInput,
  found: ReadonlyMap<Manifest, SourceManifest>,
): FileNote[] {
  const notes = new Map<string, FileNote>();
  for (const manifest of manifests) {
    if (!manifest.group.endsWith('external-secrets.io')) {
      continue;
    }
    const { file } = found.get(manifest)!.source;
    if (notes.has(file)) {
      continue;
    }
    const words = substitutionIn(manifest);
    if (!words) {
      continue;
    }
    notes.set(file, {
      file,
      message: `it holds ${words}: the values that replace them are not judged`,
    });
  }
  return [...notes.values()];
}
