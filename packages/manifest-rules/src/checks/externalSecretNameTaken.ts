import { describeManifest } from '../manifest';
import { meetings, severityOfMeeting } from '../meetings';
import { Problem, Rule } from '../rule';

export const externalSecretNameTaken: Rule = {
  code: 'external-secret-name-taken',
  severity: 'error',
  summary:
    'No two make an ExternalSecret of one name in a namespace that both can reach.',
  *check(input): Iterable<Problem> {
    for (const meeting of meetings(
      input,
      input.writers,
      writer => writer.externalSecretName,
    )) {
      const { later, earlier } = meeting;
      yield {
        manifest: later.manifest,
        severity: severityOfMeeting(meeting, input),
        other: { manifest: earlier.manifest, path: ['metadata', 'name'] },
        path:
          later.externalSecretName === later.manifest.name
            ? ['metadata', 'name']
            : ['spec', 'externalSecretName'],
        message: `${describeManifest(
          earlier.manifest,
        )} has the ExternalSecret name ${
          later.externalSecretName
        } too, in namespaces that both can reach: give one of them another ${
          later.isDistribution ? 'externalSecretName' : 'name'
        }`,
      };
    }
  },
};
