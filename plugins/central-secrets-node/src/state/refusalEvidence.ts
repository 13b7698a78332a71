import { AdmissionGate, QuotaRecord } from '../records';
import { Evidence } from './delivery';
import { fact } from './evidence';
import { Refusal } from './refusal';

/** That an account does not have a right, as a SubjectAccessReview says it. */
export function rightFact(
  { user, verb, resource, name, namespace }: NonNullable<Refusal['right']>,
  askedAt: number,
): Evidence {
  const asked = [verb, resource, name].filter(Boolean).join(' ');
  return fact(
    { kind: 'SubjectAccessReview', name: user },
    'status.allowed',
    `false: ${asked}${namespace ? ` in namespace ${namespace}` : ''}`,
    askedAt,
  );
}

/** That a limit of a ResourceQuota is reached. */
export function quotaFact(
  namespace: string,
  name: string,
  { key, hard, used }: QuotaRecord['limits'][number],
  askedAt: number,
): Evidence {
  return fact(
    { kind: 'ResourceQuota', namespace, name },
    `status.used[${key}]`,
    `${used} of ${hard}`,
    askedAt,
  );
}

/** That a policy or a webhook is asked about a write. */
export function gateFact(
  { kind, name, part }: AdmissionGate,
  askedAt: number,
): Evidence {
  return kind === 'ValidatingAdmissionPolicy'
    ? fact({ kind, name }, 'binding that denies', part, askedAt)
    : fact({ kind, name }, 'webhook', part, askedAt);
}

/** The name of a policy or a webhook, with its kind. */
export function gateTitle({ kind, name }: AdmissionGate): string {
  return `${kind} ${name}`;
}
