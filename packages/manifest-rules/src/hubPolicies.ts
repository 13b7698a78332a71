import { HubAccess } from './admission/HubAccess';
import { HubProblem } from './admission/HubProblem';
import { Manifest } from './manifest';
import { RuleInput } from './RuleInput';
import { Problem, Rule, Severity } from './rule';

/**
 * A policy of the hub: the objects that it refuses, and the texts that say so.
 */
interface HubPolicy {
  readonly code: string;
  readonly summary: string;
  /** The policy that refuses it. */
  readonly policy: string;
  readonly judge: (
    manifest: Manifest,
    access: HubAccess,
    isGiven: boolean,
  ) => readonly HubProblem[];
  /** The effect of the problem, as the end of a sentence. */
  readonly effect: string;
  readonly remedy: string;
}

function* refusals(
  { manifests, hub, isHub }: RuleInput,
  { policy, judge, effect, remedy }: HubPolicy,
): Iterable<Problem> {
  if (!isHub) {
    return;
  }
  const severity: Severity = hub.isGiven ? 'error' : 'warning';
  for (const manifest of manifests) {
    for (const { path, text } of judge(manifest, hub.access, hub.isGiven)) {
      yield {
        manifest,
        path,
        severity,
        message: `${text}: ${effect}. The policy ${policy} refuses it, unless a hub owner writes it: ${remedy}`,
      };
    }
  }
}

/**
 * A rule that asks what a policy of the hub holds against each manifest: an
 * error where the policy's parameters are among the manifests, else a warning,
 * because they may be for another cluster, or a hub owner's. Without a hub no
 * policy is there to refuse anything.
 */
export function hubPolicyRule(hubPolicy: HubPolicy): Rule {
  const { code, summary } = hubPolicy;
  return {
    code,
    severity: 'warning',
    summary,
    check: input => refusals(input, hubPolicy),
  };
}
