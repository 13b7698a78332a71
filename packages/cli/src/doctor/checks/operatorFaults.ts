import {
  FaultFacts,
  findOperatorFaults,
  FoundFault,
  KnownRelease,
} from '@central-secrets/manifest-rules';
import { DoctorFinding, notice, problem } from '../finding';

/** `2.9.0`, or `at least 2.7` where the API is all that tells. */
export function describeRelease({ version, atLeast }: KnownRelease): string {
  return `${atLeast ? 'at least ' : ''}${version}`;
}

function guardText({ guard }: FoundFault): string {
  if (!guard) {
    return '';
  }
  const { policy, gaps } = guard;
  if (!gaps) {
    return `; it is not known whether the policy ${policy} keeps teams from it`;
  }
  return gaps.length > 0
    ? `; no policy keeps teams from it: ${gaps.join(', ')}`
    : `; only the policy ${policy} keeps teams from it`;
}

function findingOf(
  about: string,
  release: KnownRelease,
  found: FoundFault,
): DoctorFinding {
  const { fault, isPossible, severity } = found;
  const isVulnerability = fault.kind === 'vulnerability';
  const name = isVulnerability ? fault.id : `issue ${fault.id}`;
  const version = `version ${describeRelease(release)}${
    isPossible ? ' may have this fault' : ''
  }`;
  const when = fault.condition ? ` when ${fault.condition}` : '';
  return (severity === 'error' ? problem : notice)(
    isVulnerability ? 'operator-vulnerable' : 'operator-fault',
    about,
    `${version}: ${fault.summary}${when} (${name})${guardText(found)}`,
    `${fault.remedy}: ${fault.url}`,
  );
}

/** The known faults of an operator that bite this hub. */
export function faultFindings(
  about: string,
  release: KnownRelease,
  facts: FaultFacts,
): DoctorFinding[] {
  return findOperatorFaults(release, facts).map(found =>
    findingOf(about, release, found),
  );
}
