import { differences, isCertain } from '../definitions/judgeDefinition';
import { suggestFor } from '../definitions/suggest';
import { NEWEST_OPERATOR } from '../operatorVersion';
import { Rule } from '../rule';

export const fieldUnknown: Rule = {
  code: 'field-unknown',
  severity: 'error',
  summary:
    "The operator's definition has every field: the API server drops the others, or refuses the object.",
  *check(input) {
    for (const { manifest, violation, definition, elsewhere } of differences(
      input,
    )) {
      if (violation.what !== 'unknown') {
        continue;
      }
      const { path, field, around } = violation;
      const head = `External Secrets Operator ${definition.operator} has no field "${field}" here, and the API server drops it`;
      const suggestion = suggestFor(field, around);
      if (elsewhere.length > 0) {
        yield {
          manifest,
          path,
          severity: isCertain(input) ? 'error' : 'warning',
          message: `${head}: versions ${elsewhere[0]} to ${elsewhere.at(
            -1,
          )} have it`,
        };
      } else if (suggestion) {
        yield { manifest, path, message: `${head}: ${suggestion}` };
      } else {
        yield {
          manifest,
          path,
          severity: isCertain(input) ? 'error' : 'warning',
          message: `${head}: remove it${
            isCertain(input)
              ? ''
              : `, unless your operator is newer than ${NEWEST_OPERATOR}`
          }`,
        };
      }
    }
  },
};
