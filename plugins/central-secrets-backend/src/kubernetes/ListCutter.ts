import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { malformed } from './Fault';

/** A list of custom resources whose items are not parsed yet. */
export interface CutList {
  /** The list, with an empty list of items. */
  readonly envelope: unknown;
  /** The JSON of the items that `push` has not returned. */
  readonly items: readonly string[];
}

const ITEMS = '"items":[';
/** An item begins with its version and kind: the keys are sorted. */
const HEAD_OF_ITEM = /^\{"apiVersion":"[^"\\]+","kind":"[^"\\]+",/;
/** The longest head that is looked for. Characters. */
const HEAD_LENGTH = 500;
const END_OF_ITEMS = '],"kind":"';

/**
 * Cuts the API server's JSON of a list into its items while it arrives, so that
 * each can be parsed and dropped separately.
 *
 * The places to cut at are found by text that cannot stand within a JSON
 * string, since quotes are escaped there; a cut within an item leaves two
 * pieces that are not JSON.
 */
export class ListCutter {
  readonly #limit: number;
  /** The text before the items; undefined: they have not begun. */
  #start?: string;
  /** The text between two items. */
  #separator = '';
  #rest = '';
  /** No separator begins before this place of the rest. */
  #from = 0;

  /** @param limit - of the text that is neither cut nor dropped yet. Characters */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * @returns the JSON of the items that another item follows
   * @throws Fault where an item, or a list that is not written as the API
   * server writes it, is beyond the limit
   */
  push(text: string): string[] {
    this.#rest += text;
    const items = this.#begin() ? this.#cut() : [];
    if (this.#rest.length > this.#limit) {
      throw malformed(message('list-malformed.item-too-long'));
    }
    return items;
  }

  /**
   * Ends the list.
   *
   * @returns undefined where it is not written as the API server writes it; then
   * `rest` is the whole text, or a list that was cut off
   */
  end(): CutList | undefined {
    const to = this.#rest.lastIndexOf(END_OF_ITEMS);
    if (this.#start === undefined || to === -1) {
      return undefined;
    }
    try {
      return {
        envelope: JSON.parse(this.#start + this.#rest.slice(to)),
        items: [this.#rest.slice(0, to)],
      };
    } catch {
      return undefined;
    }
  }

  /** The text that was neither returned nor dropped. */
  get rest(): string {
    return this.#rest;
  }

  /** @returns whether the items have begun */
  #begin(): boolean {
    if (this.#start === undefined) {
      const from = this.#rest.indexOf(ITEMS) + ITEMS.length;
      const head = HEAD_OF_ITEM.exec(
        this.#rest.slice(from, from + HEAD_LENGTH),
      )?.[0];
      if (from >= ITEMS.length && head !== undefined) {
        this.#start = this.#rest.slice(0, from);
        this.#separator = `},${head}`;
        this.#rest = this.#rest.slice(from);
      }
    }
    return this.#start !== undefined;
  }

  #cut(): string[] {
    const items: string[] = [];
    let start = 0;
    for (;;) {
      const end = this.#rest.indexOf(this.#separator, this.#from);
      if (end === -1) {
        break;
      }
      items.push(this.#rest.slice(start, end + 1));
      start = end + 2;
      this.#from = start;
    }
    this.#rest = this.#rest.slice(start);
    this.#from = Math.max(0, this.#rest.length - this.#separator.length);
    return items;
  }
}

/** Cuts a list that is there as a whole; undefined where it is not written as the API server writes it. */
export function cutList(text: string): CutList | undefined {
  const cutter = new ListCutter(Infinity);
  const items = cutter.push(text);
  const end = cutter.end();
  return end && { ...end, items: [...items, ...end.items] };
}
