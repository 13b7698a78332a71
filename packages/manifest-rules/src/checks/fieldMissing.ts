import { differences } from '../definitions/judgeDefinition';
import { Rule } from '../rule';

export const fieldMissing: Rule = {
  code: 'field-missing',
  severity: 'error',
  summary: "Every field is there that the operator's definition requires.",
  *check(input) {
    for (const { manifest, violation } of differences(input)) {
      if (violation.what !== 'missing') {
        continue;
      }
      const { path, field } = violation;
      yield {
        manifest,
        path,
        message: `the field ${field} is missing in ${path.join(
          '.',
        )}, and the API server refuses the object: add it`,
      };
    }
  },
};
