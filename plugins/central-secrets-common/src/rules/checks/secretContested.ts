import { RuleInput, Writer } from '../input';
import { describeManifest } from '../manifest';
import { Problem, Rule } from '../rule';
import { canMeet } from '../satisfiable';

/** Those that take the whole Secret for themselves; Merge and CreateOrMerge share it, None writes none. */
function takesTheSecret(writer: Writer): boolean {
  return ['Owner', 'Orphan'].includes(writer.record?.creationPolicy ?? 'Owner');
}

/** Each writer with the first one before it that has the same name and can meet it. */
export function* meetings(
  input: RuleInput,
  writers: readonly Writer[],
  nameOf: (writer: Writer) => string,
): Iterable<{ later: Writer; earlier: Writer }> {
  const byName = new Map<string, Writer[]>();
  for (const later of writers) {
    const name = nameOf(later);
    const before = byName.get(name) ?? [];
    const earlier = before.find(other => canMeet(other, later, input));
    if (earlier) yield { later, earlier };
    before.push(later);
    byName.set(name, before);
  }
}

export const secretContested: Rule = {
  code: 'secret-contested',
  severity: 'error',
  summary: 'No two write one Secret in a namespace that both can reach.',
  *check(input): Iterable<Problem> {
    const writers = input.writers.filter(takesTheSecret);
    for (const { later, earlier } of meetings(
      input,
      writers,
      writer => writer.targetName,
    )) {
      // Two ExternalSecrets of one name have a rule of their own.
      if (later.externalSecretName === earlier.externalSecretName) continue;
      yield {
        manifest: later.manifest,
        path: [...later.specPath, 'target', 'name'],
        message: `${describeManifest(earlier.manifest)} writes the Secret ${
          later.targetName
        } too, in namespaces that both can reach: give one of them another target.name`,
      };
    }
  },
};
