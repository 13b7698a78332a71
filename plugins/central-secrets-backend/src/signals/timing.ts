/** How long after its last question a page still counts as looked at. Pages ask again more often than that. */
export const WATCHED_FOR_MS = 60_000;
/**
 * The minimum time between two signals about one thing, however much happens to
 * it.
 */
export const AT_MOST_EVERY_MS = 1_000;
/**
 * Changes that belong together arrive together: an ExternalSecret's status and
 * its event, say.
 */
export const GATHER_FOR_MS = 100;
