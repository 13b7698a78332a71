import { differences, isCertain } from '../definitions/judgeDefinition';
import { nearestOf } from '../definitions/suggest';
import { valueAt } from '../path';
import { Rule } from '../rule';

/** A newer operator may have more kinds of generators. */
const GROWS = /generatorRef\.kind$/;

export const fieldValueInvalid: Rule = {
  code: 'field-value-invalid',
  severity: 'error',
  summary: "Every value is one that the operator's definition allows.",
  *check(input) {
    for (const { manifest, violation, definition, elsewhere } of differences(
      input,
    )) {
      const { path } = violation;
      const field = path.at(-1);
      if (violation.what === 'value') {
        yield {
          manifest,
          path,
          message: `${field} must ${violation.demand}: the API server refuses the object`,
        };
      } else if (violation.what === 'enum') {
        const { allowed } = violation;
        const near = nearestOf(String(valueAt(manifest.object, path)), allowed);
        const mayBeNewer = GROWS.test(path.join('.')) && !near;
        yield {
          manifest,
          path,
          ...((elsewhere.length > 0 || mayBeNewer) && !isCertain(input)
            ? { severity: 'warning' as const }
            : {}),
          message: `External Secrets Operator ${
            definition.operator
          } does not accept this ${field}: ${
            near ? `did you mean ${near}?` : `use ${allowed.join(', ')}`
          }`,
        };
      }
    }
  },
};
