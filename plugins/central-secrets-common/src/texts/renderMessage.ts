import { listText } from '../nameSome';
import { ENGLISH_TEXTS } from './english';
import {
  isMessage,
  Message,
  messageKey,
  MessageParameter,
  MessageParameters,
} from './message';

/**
 * A message as an English sentence, without a full stop. One of a newer backend
 * is shown as it is named, with its parameters.
 *
 * @public
 */
export function renderMessage(message: Message): string {
  const { parameters } = message;
  const key = messageKey(message);
  const text = key && textOf(key, parameters);
  return text
    ? // In one pass, so that no parameter's text is taken for a placeholder.
      text.replace(/\{\{(\w+)\}\}/g, (placeholder, name) =>
        Object.hasOwn(parameters, name)
          ? renderParameter(name, message)
          : placeholder,
      )
    : renderUnknownMessage(message);
}

/**
 * A message that has no text here: its code, and its parameters in parentheses.
 *
 * @public
 */
export function renderUnknownMessage({ code, parameters }: Message): string {
  const named = Object.entries(parameters).map(
    ([name, value]) => `${name}: ${renderValue(value)}`,
  );
  return named.length > 0 ? `${code} (${named.join('; ')})` : code;
}

function textOf(key: string, { count }: MessageParameters): string | undefined {
  const plural = count === 1 ? 'one' : 'other';
  const texts: Readonly<Record<string, string>> = ENGLISH_TEXTS;
  return texts[key] ?? texts[`${key}_${plural}`];
}

function renderParameter(name: string, { parameters }: Message): string {
  const value = parameters[name];
  const { more } = parameters;
  return name === 'at' ? `at ${value}` : renderValue(value, more);
}

/** @param more - how many entries a list leaves out */
function renderValue(value: MessageParameter, more?: MessageParameter): string {
  if (typeof value !== 'object') {
    return String(value);
  }
  if (isMessage(value)) {
    return renderMessage(value);
  }
  return listText(
    value.map(each => (typeof each === 'string' ? each : renderMessage(each))),
    typeof more === 'number' ? more : 0,
    value.some(each => typeof each === 'object') ? '; ' : ', ',
  );
}
