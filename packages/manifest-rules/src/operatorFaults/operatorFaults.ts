import { FaultFacts, FaultGuard, OperatorFault } from './OperatorFault';

const REPOSITORY = 'https://github.com/external-secrets/external-secrets';

/** The longest name whose finalizer on a namespace has 63 characters. */
const LONGEST_NAME = 59;

function byTemplates(word: string) {
  return ({
    refusedTemplateFunctions: refused,
    templatesFromObjectsAllowed,
  }: FaultFacts): FaultGuard => ({
    policy: 'central-secrets-team-templates',
    ...(refused && {
      gaps: [
        ...(refused.includes(word)
          ? []
          : [`refused-template-functions does not name ${word}`]),
        ...(templatesFromObjectsAllowed
          ? ['templates-from-objects is allowed']
          : []),
      ],
    }),
  });
}

const hasDistributions = ({ distributions = [] }: FaultFacts) =>
  distributions.length > 0;

/**
 * The faults that bite a hub. The ranges are those of the releases' sources:
 * the tags that contain the commit of the fix, or that of the fault.
 *
 * @public
 */
export const OPERATOR_FAULTS: readonly OperatorFault[] = [
  {
    id: 'CVE-2026-22822',
    kind: 'vulnerability',
    isGrave: true,
    from: '0.20.2',
    before: '1.2.0',
    summary:
      'The template function getSecretKey returns any Secret of any namespace',
    condition: 'a team may write a template',
    remedy: 'upgrade External Secrets Operator to 1.2.0 or newer',
    url: 'https://github.com/advisories/GHSA-77v3-r3jw-j2v2',
    matters: () => true,
    guard: byTemplates('getSecretKey'),
  },
  {
    id: 'CVE-2026-34984',
    kind: 'vulnerability',
    before: '2.3.0',
    summary:
      'The template function getHostByName sends values to a name server',
    condition: 'a team may write a template',
    remedy: 'upgrade External Secrets Operator to 2.3.0 or newer',
    url: 'https://github.com/advisories/GHSA-r2pg-r6h7-crf3',
    matters: () => true,
    guard: byTemplates('getHostByName'),
  },
  {
    id: 'CVE-2026-42875',
    kind: 'vulnerability',
    before: '2.4.0',
    summary:
      'A SecretStore reads its certificate from any namespace (caProvider.namespace)',
    condition: 'a team may write a SecretStore',
    remedy: 'upgrade External Secrets Operator to 2.4.0 or newer',
    url: `${REPOSITORY}/pull/6246`,
    matters: () => true,
    guard: ({ teamStoresChecked }) => ({
      policy: 'central-secrets-team-stores',
      ...(teamStoresChecked !== undefined && {
        gaps: teamStoresChecked ? [] : ['it does not refuse'],
      }),
    }),
  },
  {
    id: 'GHSA-fcxq-v2r3-cc8h',
    kind: 'vulnerability',
    before: '0.19.2',
    summary:
      'A PushSecret finds its Secrets and stores by their labels in all namespaces',
    condition: 'a team may write a PushSecret, and the operator handles it',
    remedy:
      'upgrade External Secrets Operator to 0.19.2 or newer, or switch its push controllers off',
    url: 'https://github.com/advisories/GHSA-fcxq-v2r3-cc8h',
    matters: ({ handlesPushes }) => handlesPushes !== false,
  },
  {
    id: '6677',
    kind: 'bug',
    from: '0.20.0',
    summary:
      'The operator leaves its finalizer on a namespace, and deleting the namespace hangs',
    condition: 'the request label of the namespace was removed before',
    remedy:
      'run central-secrets doctor --fix before a namespace is deleted, and upgrade when the issue is closed',
    url: `${REPOSITORY}/issues/6677`,
    matters: hasDistributions,
  },
  {
    id: '6053',
    kind: 'bug',
    summary:
      'Copies are no longer refreshed: they stay Ready, and only their refresh time stands still',
    remedy:
      'alert on the state stale, and restart the operator where copies get it',
    url: `${REPOSITORY}/issues/6053`,
    matters: hasDistributions,
  },
  {
    id: '7016',
    kind: 'bug',
    isGrave: true,
    from: '0.20.0',
    before: '2.14.0',
    summary: 'The operator provisions a ClusterExternalSecret in no namespace',
    condition: `its name has more than ${LONGEST_NAME} characters`,
    remedy:
      'rename the ClusterExternalSecret and keep its externalSecretName, or upgrade External Secrets Operator to 2.14.0 or newer',
    url: `${REPOSITORY}/issues/7016`,
    matters: ({ distributions = [] }) =>
      distributions.some(name => name.length > LONGEST_NAME),
  },
];
