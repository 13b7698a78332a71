/** The requests of the indexer to the API server. */
export { CollectionWatch } from './CollectionWatch';
export { isNewerVersion } from './compareVersions';
export { IndexStore } from './IndexStore';
export type { Overtaken } from './IndexStore';
export { Backoff, pause } from './timing';
