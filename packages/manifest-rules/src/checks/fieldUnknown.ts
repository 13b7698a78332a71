import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Part } from '../definitions/definitions';
import { differences, isCertain } from '../definitions/judgeDefinition';
import { sameButForCase, suggestFor } from '../definitions/suggest';
import { NEWEST_OPERATOR } from '../operatorVersion';
import { valueAt } from '../path';
import { Rule } from '../rule';

function namesIn({ properties = {} }: Part): string[] {
  return Object.keys(properties);
}

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
        const to = sameButForCase(field, namesIn(around[0].part));
        const isFree =
          to !== undefined &&
          !Object.hasOwn(
            fieldsOf(valueAt(manifest.object, path.slice(0, -1))),
            to,
          );
        yield {
          manifest,
          path,
          message: `${head}: ${suggestion}`,
          ...(isFree ? { fix: { what: 'rename', path, to } } : {}),
        };
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
