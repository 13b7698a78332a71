import { centralSecretsTranslationRef } from '../translation';
import german from './de';

function placeholdersIn(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

describe('the German texts', () => {
  // Not of its public type.
  const english = (
    centralSecretsTranslationRef as unknown as {
      getDefaultMessages(): Record<string, string>;
    }
  ).getDefaultMessages();

  it.each(Object.keys(english))(
    '%s has the placeholders of the English one',
    key => {
      const text = (german.messages as Record<string, string | null>)[key];
      expect(text).toBeTruthy();
      expect(placeholdersIn(text!)).toEqual(placeholdersIn(english[key]));
    },
  );
});
