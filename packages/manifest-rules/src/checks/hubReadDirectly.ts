import { judgeHubReference } from '../admission/judgeHubReference';
import { hubPolicyRule } from '../hubPolicies';

export const hubReadDirectly = hubPolicyRule({
  code: 'hub-read-directly',
  summary: 'An ExternalSecret names no store of the hub: distributions do.',
  policy: 'central-secrets-hub-store',
  judge: ({ group, kind, object }, access) =>
    group === 'external-secrets.io' && kind === 'ExternalSecret'
      ? judgeHubReference(object, access)
      : [],
  effect: 'it would be read past every distribution',
  remedy: 'ask for a distribution by its request label',
});
