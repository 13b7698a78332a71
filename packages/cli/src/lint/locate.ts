import { Document, parseDocument } from 'yaml';
import { Path } from '@central-secrets/manifest-rules';
import { follow } from './follow';
import { SourceManifest } from './SourceManifest';
import { YAML_OPTIONS } from './yamlOptions';

/**
 * Finds places in manifests. Parses the piece of text that a manifest was
 * written in, and keeps that of the last one only: ask for the places of one
 * manifest after the other.
 */
export class Locator {
  #last?: {
    piece: SourceManifest;
    text: string;
    document: Document;
    indent: number;
  };

  /**
   * The offset in the file of a place in a manifest. A field is located by its
   * key; a missing field by its nearest existing parent.
   */
  locate(found: SourceManifest, path: Path): number {
    const { document, indent } = this.#parsed(found);
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? indent;
    for (const step of [...found.path, ...path]) {
      const next = follow(node, step);
      if (!next) {
        break;
      }
      node = next.node;
      offset = next.offset ?? offset;
    }
    return found.range[0] + offset - indent;
  }

  /**
   * The piece of text that a manifest was written in, its tree, and how far the
   * piece's offsets are to be shifted to those of the file.
   */
  pieceOf(found: SourceManifest): {
    readonly text: string;
    readonly root: unknown;
    readonly shift: number;
  } {
    const { text, document, indent } = this.#parsed(found);
    return {
      text,
      root: document.contents,
      shift: found.range[0] - indent,
    };
  }

  #parsed(found: SourceManifest) {
    if (this.#last?.piece === found) {
      return this.#last;
    }
    const whole = found.source.text;
    const [start, end] = found.range;
    // An item of a List begins in the middle of a line, and its further lines
    // are indented as far as that.
    const indent = start - (whole.lastIndexOf('\n', start - 1) + 1);
    const text = `${' '.repeat(indent)}${whole.slice(start, end)}`;
    const document = parseDocument(text, YAML_OPTIONS);
    this.#last = { piece: found, text, document, indent };
    return this.#last;
  }
}
