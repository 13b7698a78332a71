import { toPrintable, Printable, toPrintableLine } from '../../output';
import { Outcome, PlacedFinding } from '../outcome';
import { countBySeverity } from './counts';

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function linesOf({ finding, place, other }: PlacedFinding): string[] {
  const number = String(place.line);
  const margin = ' '.repeat(number.length);
  // The mark stands below its character, also behind one that becomes an escape.
  const before = toPrintableLine(place.source.slice(0, place.column - 1));
  return [
    `${place.file}:${place.line}:${place.column} ${finding.severity} ${finding.code}`,
    `  ${finding.message}`,
    `  ${number} | ${place.source}`,
    `  ${margin} | ${' '.repeat(before.length)}^`,
    ...(other
      ? [`  the other one: ${other.file}:${other.line}:${other.column}`]
      : []),
    '',
  ];
}

/** For people: each finding with its line, and a last line that sums up. */
export function humanReport(outcome: Outcome): Printable {
  const { error, warning, note } = countBySeverity(outcome);
  const found = [
    counted(error, 'error'),
    counted(warning, 'warning'),
    ...(note > 0 ? [counted(note, 'note')] : []),
    ...(outcome.unreadable.length > 0
      ? [`${outcome.unreadable.length} unreadable`]
      : []),
  ].join(', ');
  const scope = `${counted(outcome.manifests, 'manifest')} in ${counted(
    outcome.files,
    'file',
  )}`;
  return toPrintable([
    ...outcome.findings.flatMap(linesOf),
    ...outcome.fileNotes.map(
      ({ file, message }) => `${file}: note: ${message}`,
    ),
    ...(outcome.fixed
      ? [
          `fixed ${counted(outcome.fixed.count, 'finding')} in ${counted(
            outcome.fixed.files.length,
            'file',
          )}`,
        ]
      : []),
    `${found} (${scope})`,
  ]);
}
