import {
  generatorResource,
  GENERATORS_GROUP,
  judgeGenerator,
} from '../admission/judgeGenerator';
import { hubPolicyRule } from '../hubPolicies';

export const generatorRefused = hubPolicyRule({
  code: 'generator-refused',
  summary:
    "A team's generator has a credential of its own, and makes the operator use no other.",
  policy: 'central-secrets-team-generators',
  judge: ({ group, kind, object }, access) =>
    // Hub owners alone write those of the whole cluster.
    group === GENERATORS_GROUP && kind !== 'ClusterGenerator'
      ? judgeGenerator(generatorResource(kind), object, access)
      : [],
  effect:
    'the operator would use its own identity, or one that cannot be checked',
  remedy: 'name a credential of your own, or ask the platform team',
});
