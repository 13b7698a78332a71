import { Writer } from '../Writer';
import { describeManifest } from '../manifest';
import { meetings, severityOfMeeting } from '../meetings';
import { Problem, Rule } from '../rule';

/** Those that take the whole Secret for themselves; Merge and CreateOrMerge share it, None writes none. */
function takesTheSecret(writer: Writer): boolean {
  return ['Owner', 'Orphan'].includes(writer.record?.creationPolicy ?? 'Owner');
}

export const secretContested: Rule = {
  code: 'secret-contested',
  severity: 'error',
  summary: 'No two write one Secret in a namespace that both can reach.',
  *check(input): Iterable<Problem> {
    const writers = input.writers.filter(takesTheSecret);
    for (const meeting of meetings(
      input,
      writers,
      writer => writer.targetName,
    )) {
      const { later, earlier } = meeting;
      // Two ExternalSecrets of one name have a rule of their own.
      if (later.externalSecretName === earlier.externalSecretName) {
        continue;
      }
      yield {
        manifest: later.manifest,
        severity: severityOfMeeting(meeting, input),
        other: {
          manifest: earlier.manifest,
          path: [...earlier.specPath, 'target', 'name'],
        },
        path: [...later.specPath, 'target', 'name'],
        message: `${describeManifest(earlier.manifest)} writes the Secret ${
          later.targetName
        } too, in namespaces that both can reach: give one of them another target.name`,
      };
    }
  },
};
