import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

/** The number of groups in an expression, and their names. */
function groupsOf(source: string): Set<string> {
  const plain = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, '');
  const groups = new Set(['0']);
  let count = 0;
  for (const [, name] of plain.matchAll(/\((?!\?)|\(\?P?<(\w+)>/g)) {
    count += 1;
    groups.add(String(count));
    if (name) {
      groups.add(name);
    }
  }
  return groups;
}

export const rewriteGroupUnknown: Rule = {
  code: 'rewrite-group-unknown',
  severity: 'warning',
  summary:
    'A rewrite names groups that its expression has: Go reads $1_x as the group "1_x".',
  *check({ writers }) {
    for (const { manifest, spec, specPath } of writers) {
      for (const [index, entry] of fieldsListOf(spec.dataFrom).entries()) {
        for (const [number, rewrite] of fieldsListOf(entry.rewrite).entries()) {
          const { source, target } = fieldsOf(rewrite.regexp);
          const expression = textOf(source);
          const replacement = textOf(target);
          // What is in braces may be a variable of Flux.
          if (!expression || !replacement || replacement.includes('${')) {
            continue;
          }
          const groups = groupsOf(expression);
          const unknown = [
            ...replacement.replaceAll('$$', '').matchAll(/\$(\w+)/g),
          ]
            .map(([, name]) => name)
            .find(name => !groups.has(name));
          if (unknown === undefined) {
            continue;
          }
          const digits = /^(\d+)(\w+)/.exec(unknown);
          yield {
            manifest,
            path: [
              ...specPath,
              'dataFrom',
              index,
              'rewrite',
              number,
              'regexp',
              'target',
            ],
            message: digits
              ? `$${unknown} means the group named "${unknown}", which does not exist, and gives nothing: write \${${digits[1]}}${digits[2]}`
              : `the expression has no group ${unknown}, so $${unknown} gives nothing: name one that it has`,
          };
        }
      }
    }
  },
};
