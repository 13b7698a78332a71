import { mockApis } from '@backstage/frontend-test-utils';
import type { Translate } from '../model/translate';
import { centralSecretsTranslationRef } from '../translation';

/** Says the texts as they are, in English. */
export function testTranslate(): Translate {
  const snapshot = mockApis
    .translation()
    .getTranslation(centralSecretsTranslationRef);
  if (!snapshot.ready) {
    throw new Error('The texts are not ready');
  }
  return snapshot.t;
}
