import { isCredentialKey } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';
import { asJson, unsafeActions } from '../templateJson';

/** Types whose values the API server takes as JSON only. */
const JSON_KEYS = ['.dockerconfigjson', '.dockercfg'];

/** Whether an action gives a fetched value, which is a text: `.token`, `index . "tls.crt"`. */
function isText(action: string): boolean {
  return /^(?:\.\w+|index \. "[^"]+")(?: \| (?:trim|lower|upper))*$/.test(
    action,
  );
}

export const jsonValueUnquoted: Rule = {
  code: 'json-value-unquoted',
  severity: 'warning',
  summary:
    'Values in JSON are written with toJson: between quotes a quote or a backslash of the value breaks it.',
  *check({ templates }) {
    for (const { writer, path, template } of templates) {
      if (path.at(-2) !== 'data') {
        continue;
      }
      const actions = unsafeActions(template.text);
      if (actions.length === 0 || !asJson(template.text)) {
        continue;
      }
      const told = JSON_KEYS.includes(template.name)
        ? actions
        : actions.filter(action =>
            isCredentialKey(/\.(\w+)/.exec(action)?.[1] ?? ''),
          );
      if (told.length === 0) {
        continue;
      }
      const isWhole = told.every(action =>
        template.text.includes(`"{{ ${action} }}"`),
      );
      const written = told.map(action => `{{ ${action} | toJson }}`);
      yield {
        manifest: writer.manifest,
        path,
        message: `a quote or a backslash in a value breaks the JSON: ${
          isWhole
            ? `write ${written.join(', ')} without quotes around ${
                told.length === 1 ? 'it' : 'them'
              }`
            : 'put such a text together with printf, and write it with toJson and without quotes around it'
        }`,
        ...(isWhole && told.every(isText)
          ? {
              fix: {
                what: 'substitute',
                path,
                replacements: told.map((action, index) => ({
                  from: `"{{ ${action} }}"`,
                  to: written[index],
                })),
              },
            }
          : {}),
      };
    }
  },
};
