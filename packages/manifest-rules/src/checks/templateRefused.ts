import { HubAccess } from '../admission/HubAccess';
import { judgeTemplates } from '../admission/judgeTemplates';
import { hubPolicyRule } from '../hubPolicies';

const KINDS = [
  'ExternalSecret',
  'ClusterExternalSecret',
  'PushSecret',
  'ClusterPushSecret',
];

/**
 * A distribution is a hub owner's, and what is in ConfigMaps harms no newer
 * operator: where the platform's own parameters are not known it may be right.
 */
function lenient(access: HubAccess): HubAccess {
  return { ...access, templatesFromObjectsAllowed: true };
}

export const templateRefused = hubPolicyRule({
  code: 'template-refused',
  summary: 'No template could read any Secret of the cluster.',
  policy: 'central-secrets-team-templates',
  judge: ({ group, kind, object }, access, isGiven) => {
    if (group !== 'external-secrets.io' || !KINDS.includes(kind)) {
      return [];
    }
    const isLenient = kind === 'ClusterExternalSecret' && !isGiven;
    return judgeTemplates(object, isLenient ? lenient(access) : access);
  },
  effect: 'such a template could read any Secret of the cluster',
  remedy: 'leave it out, or ask the platform team',
});
