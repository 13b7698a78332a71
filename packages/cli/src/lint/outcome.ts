import { Finding } from '@central-secrets/manifest-rules';
import { SourceManifest } from './SourceManifest';

/** A place in a file; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line's text, without what may be a credential. */
  readonly source: string;
}

/** A finding, and where it is. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly place: Place;
  /** The place of the other object that the message speaks of. */
  readonly other?: Place;
  /** Where the manifest was written. */
  readonly origin: SourceManifest;
}

/** Input that could not be read. `place` is `file` or `file:line:column`. */
export interface Unreadable {
  readonly place: string;
  readonly message: string;
}

/** A file that was not judged, or not wholly, and nothing is wrong with it. */
export interface FileNote {
  readonly file: string;
  readonly message: string;
}

export interface Outcome {
  readonly findings: readonly PlacedFinding[];
  readonly unreadable: readonly Unreadable[];
  readonly fileNotes: readonly FileNote[];
  readonly files: number;
  readonly manifests: number;
  /** What was fixed before these findings were made; absent where nothing was to be. */
  readonly fixed?: {
    readonly count: number;
    readonly files: readonly string[];
  };
}
