import { judgePush } from '../admission/judgePush';
import { hubPolicyRule } from '../hubPolicies';

export const pushToHub = hubPolicyRule({
  code: 'push-to-hub',
  summary: 'Nothing is pushed to a store of the hub, or to one that may be it.',
  policy: 'central-secrets-hub-pushes',
  judge: ({ group, kind, object }, access) =>
    group === 'external-secrets.io' &&
    ['PushSecret', 'ClusterPushSecret'].includes(kind)
      ? judgePush(object, access)
      : [],
  effect: 'a push to the hub replaces a central credential everywhere',
  remedy: 'name a store that is not of the hub',
});
