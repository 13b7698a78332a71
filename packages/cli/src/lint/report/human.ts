import { Outcome, PlacedFinding } from '../outcome';
import { countBySeverity } from './counts';

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function entryOf({ finding, place }: PlacedFinding): string {
  const number = String(place.line);
  const margin = ' '.repeat(number.length);
  // Tabs are kept, so that the mark stands below its character.
  const indent = place.source.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  return [
    `${place.file}:${place.line}:${place.column} ${finding.severity} ${finding.code}`,
    `  ${finding.message}`,
    `  ${number} | ${place.source}`,
    `  ${margin} | ${indent}^`,
    '',
    '',
  ].join('\n');
}

/** For people: each finding with its line, and a last line that sums up. */
export function humanReport(outcome: Outcome): string {
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
  return `${outcome.findings.map(entryOf).join('')}${found} (${scope})\n`;
}
