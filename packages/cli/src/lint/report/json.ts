import { Printable, toPrintable } from '../../output';
import { Outcome } from '../outcome';
import { countBySeverity } from './counts';

/** For programs. Fields may be added, and are never renamed. */
export function jsonReport(outcome: Outcome): Printable {
  const { error, warning, note } = countBySeverity(outcome);
  const whole = {
    findings: outcome.findings.map(({ finding, place, other }) => ({
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      file: place.file,
      line: place.line,
      column: place.column,
      object: {
        apiVersion: finding.manifest.apiVersion,
        kind: finding.manifest.kind,
        namespace: finding.manifest.namespace ?? null,
        name: finding.manifest.name,
      },
      path: finding.path,
      fixable: finding.fix !== undefined,
      ...(other
        ? {
            other: { file: other.file, line: other.line, column: other.column },
          }
        : {}),
    })),
    unreadable: outcome.unreadable,
    fileNotes: outcome.fileNotes,
    ...(outcome.fixed
      ? {
          fixedCount: outcome.fixed.count,
          fixedFiles: outcome.fixed.files,
        }
      : {}),
    errorCount: error,
    warningCount: warning,
    noteCount: note,
    fileCount: outcome.files,
    manifestCount: outcome.manifests,
  };
  return toPrintable(JSON.stringify(whole, null, 2).split('\n'));
}
