import { dirname } from 'node:path';
import {
  Manifest,
  ManifestOrigins,
  Togetherness,
} from '@central-secrets/manifest-rules';
import { Kustomizations } from './kustomizations';
import { SourceManifest } from './SourceManifest';
import { Source } from './Source';

/** Whether the files are those of one cluster, as whoever starts the run says. */
export type OneCluster = 'said' | 'not-said';

/** What the files tell of the manifests in them. */
export function findOrigins(
  sources: readonly Source[],
  found: ReadonlyMap<Manifest, SourceManifest>,
  oneCluster: OneCluster,
): ManifestOrigins {
  const kustomizations = new Kustomizations(sources);
  const fileOf = (manifest: Manifest) => found.get(manifest)!.source.file;
  const ours = new Set(
    [...found.values()]
      .filter(({ manifest }) =>
        /(?:^|\.)external-secrets\.io$/.test(manifest.group),
      )
      .map(({ source }) => source.file),
  );

  function together(one: Manifest, other: Manifest): Togetherness {
    const [file, otherFile] = [fileOf(one), fileOf(other)];
    if (file === otherFile) {
      return 'certain';
    }
    if (kustomizations.buildsBoth(file, otherFile)) {
      return 'certain';
    }
    const isListed =
      kustomizations.builds(file) || kustomizations.builds(otherFile);
    if (kustomizations.leavesOut(file) || kustomizations.leavesOut(otherFile)) {
      return 'unknown';
    }
    if (isListed) {
      return oneCluster === 'said' ? 'likely' : 'unknown';
    }
    if (oneCluster === 'said') {
      return 'certain';
    }
    // Files of one folder that no kustomization lists are applied together, as
    // kubectl and Argo CD apply folders.
    return dirname(file) === dirname(otherFile) ? 'likely' : 'unknown';
  }

  return {
    together,
    isPatch: manifest => kustomizations.isPatch(fileOf(manifest)),
    isPatched: manifest =>
      kustomizations.isPatched(fileOf(manifest), manifest.kind),
    isMoved: manifest => kustomizations.isMoved(fileOf(manifest)),
    isBystander: manifest => !ours.has(fileOf(manifest)),
  };
}
