/** When a copy may be refreshed by the clock. */
export type { SyncWindows } from './syncWindows';
export { readSyncWindows } from './syncWindows';
