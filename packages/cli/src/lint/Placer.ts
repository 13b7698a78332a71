import { hideCredentials } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Finding, Manifest } from '@central-secrets/manifest-rules';
import { LineCounter } from 'yaml';
import { Locator } from './locate';
import { Place } from './outcome';
import { SourceManifest } from './SourceManifest';
import { Source } from './Source';

const HIDDEN = '[hidden]';

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines.addNewLine(at + 1);
  }
  return lines;
}

/**
 * Knows the place of each finding, and which lines must not be shown. Quick
 * where it is asked of one manifest's findings after the other's.
 */
export class Placer {
  readonly #origins: ReadonlyMap<Manifest, SourceManifest>;
  readonly #locator = new Locator();
  readonly #lines = new Map<Source, LineCounter>();
  readonly #hidden = new Map<Source, Map<number, number>>();

  constructor(origins: ReadonlyMap<Manifest, SourceManifest>) {
    this.#origins = origins;
  }

  /** From here on the line of this finding is shown only up to the finding's column. */
  hide(finding: Finding): void {
    const { source, line, column } = this.#position(finding);
    const hidden = this.#hidden.get(source) ?? new Map<number, number>();
    hidden.set(line, Math.min(column, hidden.get(line) ?? column));
    this.#hidden.set(source, hidden);
  }

  place(finding: Pick<Finding, 'manifest' | 'path'>): Place {
    const { source, line, column, text } = this.#position(finding);
    const hiddenFrom = this.#hidden.get(source)?.get(line);
    return {
      file: source.file,
      line,
      column,
      source:
        hiddenFrom === undefined
          ? hideCredentials(text)
          : `${text.slice(0, hiddenFrom - 1)}${HIDDEN}`,
    };
  }

  #position(finding: Pick<Finding, 'manifest' | 'path'>) {
    const origin = this.#origins.get(finding.manifest)!;
    const { source } = origin;
    const lines = this.#lines.get(source) ?? linesOf(source.text);
    this.#lines.set(source, lines);
    const { line, col } = lines.linePos(
      this.#locator.locate(origin, finding.path),
    );
    const start = lines.lineStarts[line - 1];
    const text = source.text
      .slice(start, (lines.lineStarts[line] ?? source.text.length + 1) - 1)
      .replace(/\r$/, '');
    return { source, line, column: col, text };
  }
}
