import type { TranslationFunction } from '@backstage/core-plugin-api/alpha';
import type { centralSecretsTranslationRef } from '../translation';

/** Says a text of `centralSecretsTranslationRef` in the reader's language. */
export type Translate = TranslationFunction<
  typeof centralSecretsTranslationRef.T
>;
