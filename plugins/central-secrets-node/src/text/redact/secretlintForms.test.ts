import fc from 'fast-check';
import {
  IN_PLACE_OF_VALUE,
  IN_TEXT,
  leakedPart,
  plant,
} from './__testUtils__/credentials';
import {
  SECRETLINT_CONTEXTS,
  SECRETLINT_FORMS,
} from './__testUtils__/secretlintForms';
import { findCertainCredential } from './credentialShapes';
import { hideCredentials, redactText } from './redactText';

const drawn = (form: RegExp) => fc.noBias(fc.stringMatching(form));

describe('a credential that secretlint knows', () => {
  const cases = SECRETLINT_FORMS.map(
    ({ rule, form }) => [rule, form.source, form] as const,
  );

  it.each(cases)('is hidden in a text: %s %s', (_rule, _source, form) => {
    fc.assert(
      fc.property(
        drawn(form),
        fc.constantFrom(...IN_TEXT, ...IN_PLACE_OF_VALUE),
        (credential, context) => {
          const shown = redactText(plant(context, credential));
          expect(leakedPart(credential, shown)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(cases)(
    'is hidden in a text of this project: %s %s',
    (_rule, _source, form) => {
      fc.assert(
        fc.property(drawn(form), credential => {
          const shown = hideCredentials(`field: ${credential} is not accepted`);
          expect(leakedPart(credential, shown)).toBeUndefined();
        }),
      );
    },
  );

  it.each(cases)('is reported in a manifest: %s %s', (_rule, _source, form) => {
    fc.assert(
      fc.property(drawn(form), credential => {
        // Eight of one character are a mask.
        fc.pre(!/([*x])\1{7}/i.test(credential));
        expect(findCertainCredential(`key: ${credential}`)).toBeDefined();
      }),
    );
  });

  it.each(
    SECRETLINT_CONTEXTS.map(
      each => [each.rule, each.context, each.form] as const,
    ),
  )(
    'is hidden where the text around it says what it is: %s, %s',
    (_rule, context, form) => {
      fc.assert(
        fc.property(drawn(form), credential => {
          const shown = redactText(plant(context, credential));
          expect(leakedPart(credential, shown)).toBeUndefined();
        }),
        { numRuns: 300 },
      );
    },
  );
});
