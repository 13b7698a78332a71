import { Row } from './Row';

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['measure', 'ours', 'against', 'ratio', 'goal', 'met', ''],
    ...rows.map(row => [
      row.measure,
      String(row.ours),
      row.against === null ? '–' : String(row.against),
      row.ratio === null ? '–' : String(row.ratio),
      row.goal,
      row.met ? 'yes' : 'NO',
      row.note,
    ]),
  ];
  const widths = cells[0].map((_, column) =>
    Math.max(...cells.map(line => line[column].length)),
  );
  return cells
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
