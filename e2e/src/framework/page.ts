import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_DIRECTORY } from './paths';

// `<!-- step: name -->`, followed by a fence of shell commands.
const STEP = /^<!-- step: (\S+) -->\n+```sh\n([^]*?)^```$/gm;
// `<!-- file: name -->`, followed by a fence with the content of the file.
const FILE = /^<!-- file: (\S+) -->\n+```\w+\n([^]*?)^```$/gm;
const FENCE = /^```sh$/gm;

/**
 * A page of the documentation. A test runs its commands, so that page and test
 * cannot differ.
 */
export class Page {
  readonly #path: string;
  readonly #steps: ReadonlyMap<string, string>;
  readonly #files: ReadonlyMap<string, string>;
  readonly #taken = new Set<string>();

  /** @param path - from the repository's folder. */
  constructor(path: string) {
    this.#path = path;
    const text = readFileSync(join(REPOSITORY_DIRECTORY, path), 'utf8');
    this.#steps = blocks(text, STEP);
    this.#files = blocks(text, FILE);
    if (this.#steps.size !== (text.match(FENCE) ?? []).length) {
      throw new Error(
        `${path} has commands without a name: put <!-- step: name --> before each \`\`\`sh`,
      );
    }
  }

  /** The commands of a step. @throws Error where the page has no such step. */
  step(name: string): string {
    const commands = this.#steps.get(name);
    if (commands === undefined) {
      throw new Error(`${this.#path} has no step "${name}"`);
    }
    this.#taken.add(name);
    return commands;
  }

  /**
   * The content that the page gives for a file.
   *
   * @throws Error where it gives none.
   */
  file(name: string): string {
    const content = this.#files.get(name);
    if (content === undefined) {
      throw new Error(`${this.#path} has no file "${name}"`);
    }
    return content;
  }

  /** Steps that no test has run yet. */
  get untried(): string[] {
    return [...this.#steps.keys()].filter(name => !this.#taken.has(name));
  }
}

function blocks(text: string, pattern: RegExp): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(pattern)].map(([, name, content]) => [name, content]),
  );
}
