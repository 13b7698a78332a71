import { Severity } from '@central-secrets/manifest-rules';
import { Outcome } from '../outcome';

export function countBySeverity(outcome: Outcome): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { finding } of outcome.findings) {
    counts[finding.severity] += 1;
  }
  return counts;
}
