import { Document, parseDocument } from 'yaml';
import { Path } from '@central-secrets/manifest-rules';
import { follow } from './follow';
import { SourceManifest } from './parseSource';
import { YAML_OPTIONS } from './yamlOptions';

/**
 * Finds places in manifests. Parses the piece of text that a manifest was
 * written in, and keeps that of the last one only: ask for the places of one
 * manifest after the other.
 */
export class Locator {
  #last?: { piece: SourceManifest; document: Document; indent: number };

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

  #parsed(found: SourceManifest) {
    if (this.#last?.piece === found) {
      return this.#last;
    }
    const { text } = found.source;
    const [start, end] = found.range;
    // An item of a List begins in the middle of a line, and its further lines
    // are indented as far as that.
    const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
    const piece = `${' '.repeat(indent)}${text.slice(start, end)}`;
    const document = parseDocument(piece, YAML_OPTIONS);
    this.#last = { piece: found, document, indent };
    return this.#last;
  }
}
