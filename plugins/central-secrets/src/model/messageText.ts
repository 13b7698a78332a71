import type {
  Message,
  MessageParameter,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  isMessage,
  messageKey,
  renderUnknownMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { sentence } from './sentence';
import { universalText } from './time';
import type { Translate } from './translate';

/** Says any text of the contract: its keys are checked by `messageKey`. */
type TranslateKey = <Piece>(
  key: string,
  parameters: Readonly<Record<string, Piece | string | number>>,
) => Piece | string;

/**
 * A message in the reader's language, without a full stop; one of a newer
 * backend as it is named.
 *
 * @param timeAt - how a time is written, from milliseconds since the epoch
 */
export function translateMessage<Piece>(
  message: Message,
  t: Translate,
  timeAt: (at: number) => Piece,
): Piece | string {
  const { parameters } = message;
  const key = messageKey(message);
  if (!key) {
    return renderUnknownMessage(message);
  }
  const pieces = Object.keys(parameters).map(name => [
    name,
    pieceOf(name, message, t, timeAt),
  ]);
  return (t as unknown as TranslateKey)(
    `text.${key}`,
    Object.fromEntries(pieces),
  );
}

/** A message as a sentence, where only text can stand. */
export function messageText(message: Message, t: Translate): string {
  return sentence(translateMessage(message, t, universalText));
}

function pieceOf<Piece>(
  name: string,
  { parameters }: Message,
  t: Translate,
  timeAt: (at: number) => Piece,
): Piece | string | number {
  const value = parameters[name];
  if (typeof value === 'object') {
    return isMessage(value)
      ? translateMessage(value, t, timeAt)
      : listText(value, parameters.more, t);
  }
  const at = name === 'at' ? Date.parse(String(value)) : NaN;
  if (!Number.isNaN(at)) {
    return timeAt(at);
  }
  // A number decides the plural.
  return typeof value === 'number' ? value : String(value);
}

function listText(
  entries: readonly (string | Message)[],
  more: MessageParameter | undefined,
  t: Translate,
): string {
  const separator = entries.some(isMessage) ? '; ' : ', ';
  const keys = entries
    .map(each =>
      typeof each === 'string'
        ? each
        : translateMessage(each, t, universalText),
    )
    .join(separator);
  return typeof more === 'number'
    ? t('usedBy.moreKeys', { keys, more: String(more) })
    : keys;
}
