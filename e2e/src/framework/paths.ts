import { resolve } from 'node:path';

/** The folder of this package. */
// This package is never built, so this file is always in its source folder.
// eslint-disable-next-line no-restricted-syntax
export const E2E_DIRECTORY = resolve(__dirname, '../..');

/** The folder of the whole repository. */
export const REPOSITORY_DIRECTORY = resolve(E2E_DIRECTORY, '..');
