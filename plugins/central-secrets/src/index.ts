/**
 * The Secrets tab: which secrets an entity's namespace gets, whether each has
 * arrived, why not, and a safe way to ask for one. And a page of all
 * distributions for those who keep the platform.
 *
 * @packageDocumentation
 */
export { centralSecretsApiRef } from './api';
export type { CentralSecretsApi } from './api';
export { centralSecretsPlugin as default } from './plugin';
export { centralSecretsTranslationRef } from './translation';
