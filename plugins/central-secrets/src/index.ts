/**
 * The Secrets tab: which secrets an entity's namespace gets, whether each has
 * arrived, why not, and a safe way to request one. And a page of all
 * distributions for the platform team.
 *
 * @packageDocumentation
 */
export { centralSecretsApiRef } from './api';
export type { CentralSecretsApi } from './api';
export { centralSecretsPlugin as default } from './plugin';
export { centralSecretsTranslationRef } from './translation';
export { centralSecretsTranslations } from './translations';
