/** The pages of the index: which source is in which, and what each says. */
export { isSamePage, PAGE_NAMES, pageNameOf, writePage } from './pages';
export type { PageContent } from './pages';
export { parseIndexed } from './parseIndexed';
export type { IndexedPage } from './parseIndexed';
