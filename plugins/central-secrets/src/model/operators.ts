import type {
  FindingSeverity,
  OperatorFaultView,
  OperatorView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  FINDING_SEVERITIES,
  isKnownWord,
  OPERATOR_SOURCES,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Translate } from './translate';

/** A severity of a newer backend counts as the least. */
function rankOf({ severity }: OperatorFaultView): number {
  return FINDING_SEVERITIES.indexOf(knownSeverity(severity));
}

/** The severity itself, or the least one for a word of a newer backend. */
export function knownSeverity(
  severity: OperatorFaultView['severity'],
): FindingSeverity {
  return isKnownWord(FINDING_SEVERITIES, severity) ? severity : 'note';
}

/** The worst first. */
export function sortFaults(
  faults: readonly OperatorFaultView[],
): OperatorFaultView[] {
  return [...faults].sort((one, other) => rankOf(one) - rankOf(other));
}

/** "External Secrets Operator 0.20.4". */
export function operatorName(
  { version, atLeast }: Pick<OperatorView, 'version' | 'atLeast'>,
  t: Translate,
): string {
  return t(atLeast ? 'operators.nameAtLeast' : 'operators.name', { version });
}

/** How its version is known; as it is named where a newer backend has another way. */
export function operatorSourceText(
  { source }: Pick<OperatorView, 'source'>,
  t: Translate,
): string {
  return isKnownWord(OPERATOR_SOURCES, source)
    ? t(`operators.source.${source}`)
    : source;
}

/** "CVE-2026-22822", or "Issue 6677". */
export function faultName(
  { id, kind }: Pick<OperatorFaultView, 'id' | 'kind'>,
  t: Translate,
): string {
  return kind === 'bug' ? t('operators.issue', { id }) : id;
}
