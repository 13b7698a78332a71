/** The folder of the sources: this package is never built. */
// eslint-disable-next-line no-restricted-syntax
export const SOURCES = __dirname;
