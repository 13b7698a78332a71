import { judgeStore } from '../admission/judgeStore';
import { hubPolicyRule } from '../hubPolicies';

export const storeRefused = hubPolicyRule({
  code: 'store-refused',
  summary:
    "A team's SecretStore has a credential of its own, and makes the operator use no other.",
  policy: 'central-secrets-team-stores',
  judge: ({ group, kind, object }, access) =>
    group === 'external-secrets.io' && kind === 'SecretStore'
      ? // The number of providers is not a question of trust.
        judgeStore(object, access).filter(({ path }) => path.length > 2)
      : [],
  effect:
    'the operator would use its own identity, or one that cannot be checked',
  remedy: 'name a credential of your own, or ask the platform team',
});
