/** Stands in the place of something hidden. */
export const HIDDEN = '[hidden]';
