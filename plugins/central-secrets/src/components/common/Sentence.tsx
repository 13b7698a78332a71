import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { translateMessage } from '../../model/messageText';
import { sentence } from '../../model/sentence';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from './Ago';

/**
 * A message of the backend as a sentence in the reader's language, whose times
 * have the form that the whole page uses.
 */
export function Sentence({ message }: { readonly message: Message }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const text = translateMessage(message, t, at => <Ago at={at} />);
  return typeof text === 'string' ? <>{sentence(text)}</> : <>{text}.</>;
}
