import { createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { centralSecretsTranslationRef } from '../translation';

/**
 * The languages of the interface besides English: German (`de`). An app adds it
 * with a `TranslationBlueprint`, and names the language in `app-config.yaml`.
 *
 * @public
 */
export const centralSecretsTranslations = createTranslationResource({
  ref: centralSecretsTranslationRef,
  translations: { de: () => import('./de') },
});
