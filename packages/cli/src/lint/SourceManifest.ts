import { Manifest, Path } from '@central-secrets/manifest-rules';
import { Source } from './Source';

/** A manifest, and the piece of a file that it was written in. */
export interface SourceManifest {
  readonly manifest: Manifest;
  readonly source: Source;
  /** Where the piece begins and ends in the text: a YAML document, or an item of a List. */
  readonly range: readonly [start: number, end: number];
  /** Where in the piece the manifest stands, where it is not the whole of it. */
  readonly path: Path;
}
