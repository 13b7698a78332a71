import { createHash } from 'node:crypto';
import {
  formatHubSource,
  HUB_INDEX_HEAD_NAME,
  HubSourceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * The number of pages never changes: a source that moved from one page to
 * another would be in both, or in neither, for a reader in between.
 */
const PAGE_COUNT = 32;

/** The maximum size of the names and texts of one page. Bytes. */
const PAGE_BYTES = 256 * 1024;

function pageName(index: number): string {
  return `${HUB_INDEX_HEAD_NAME}-${String(index).padStart(2, '0')}`;
}

/** The names of all pages. */
export const PAGE_NAMES: readonly string[] = Array.from(
  { length: PAGE_COUNT },
  (_, index) => pageName(index),
);

/** The name of the page to which a source belongs, by its name alone. */
export function pageNameOf(source: string): string {
  const [first] = createHash('sha256').update(source).digest();
  return pageName(first % PAGE_COUNT);
}

/** What a page says. */
export interface PageContent {
  readonly data: Readonly<Record<string, string>>;
  /** How many sources had no room. */
  readonly leftOut: number;
}

/**
 * Writes the sources of one page, in the order of their names, as many as there
 * is room for.
 */
export function writePage(sources: readonly HubSourceRecord[]): PageContent {
  const sorted = [...sources].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const entries: [string, string][] = [];
  let bytes = 0;
  for (const source of sorted) {
    const text = formatHubSource(source);
    bytes += Buffer.byteLength(source.name) + Buffer.byteLength(text);
    if (bytes > PAGE_BYTES) {
      break;
    }
    entries.push([source.name, text]);
  }
  return {
    data: Object.fromEntries(entries),
    leftOut: sorted.length - entries.length,
  };
}

/** Whether two pages say the same. */
export function isSamePage(one: PageContent, other: PageContent): boolean {
  const names = Object.keys(one.data);
  return (
    one.leftOut === other.leftOut &&
    names.length === Object.keys(other.data).length &&
    names.every(name => one.data[name] === other.data[name])
  );
}
