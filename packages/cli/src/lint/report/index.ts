import { Printable } from '../../output';
import { Format } from '../options';
import { Outcome } from '../outcome';
import { countBySeverity } from './counts';
import { humanReport } from './human';
import { jsonReport } from './json';
import { sarifReport } from './sarif';

/** Formats the findings. */
export function report(
  format: Format,
  outcome: Outcome,
  version: string,
): Printable {
  switch (format) {
    case 'json':
      return jsonReport(outcome);
    case 'sarif':
      return sarifReport(outcome, version);
    default:
      return humanReport(outcome);
  }
}

/** 2 input that could not be read, 1 errors or too many warnings, 0 none. */
export function exitCodeOf(outcome: Outcome, maxWarnings?: number): 0 | 1 | 2 {
  if (outcome.unreadable.length > 0) {
    return 2;
  }
  const { error, warning } = countBySeverity(outcome);
  return error > 0 || warning > (maxWarnings ?? Infinity) ? 1 : 0;
}
