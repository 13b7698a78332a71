import { hideInText } from './hideInText';
import { hideCredentials, redactText } from './redactText';
import { HIDDEN_TEXTS, SHOWN_TEXTS } from './__testUtils__/steppedTexts';

/** What callers use; they look only at a text that may have something to hide. */
const REDACT = {
  foreign: redactText,
  own: hideCredentials,
  quoted: (text: string) => hideInText(text, 'quoted'),
};

describe('hideInText', () => {
  it.each(HIDDEN_TEXTS)('hides in %s text %j: %j', (origin, text, shown) => {
    expect(hideInText(text, origin)).toBe(shown);
    expect(REDACT[origin](text)).toBe(shown);
  });

  it.each(SHOWN_TEXTS)('hides nothing in %s text %j', (origin, text) => {
    expect(hideInText(text, origin)).toBe(text);
    expect(REDACT[origin](text)).toBe(text);
  });
});
