import type {
  OperatorFaultView,
  OperatorView,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** A grave vulnerability. */
export function operatorFault(
  changes: Partial<OperatorFaultView> = {},
): OperatorFaultView {
  return {
    id: 'CVE-2026-22822',
    kind: 'vulnerability',
    severity: 'error',
    certain: true,
    summary:
      'The template function getSecretKey returns any Secret of any namespace',
    condition: 'a team may write a template',
    policy: 'central-secrets-team-templates',
    remedy: 'upgrade External Secrets Operator to 1.2.0 or newer',
    url: 'https://github.com/advisories/GHSA-77v3-r3jw-j2v2',
    ...changes,
  };
}

/** An operator that its Deployment shows, without faults. */
export function operator(changes: Partial<OperatorView> = {}): OperatorView {
  return {
    version: '0.20.4',
    atLeast: false,
    source: 'deployment',
    readAt: null,
    faults: [],
    ...changes,
  };
}
