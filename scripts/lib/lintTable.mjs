/** The findings of a repository, counted by severity and code. */
export function countCodes(findings) {
  const counts = { error: {}, warning: {}, note: {} };
  for (const { severity, code } of findings) {
    counts[severity][code] = (counts[severity][code] ?? 0) + 1;
  }
  return counts;
}

function cell(counts) {
  const entries = Object.entries(counts).sort(
    ([one, many], [other, few]) => few - many || (one < other ? -1 : 1),
  );
  return entries.length === 0
    ? '0'
    : entries.map(([code, count]) => `${count} × \`${code}\``).join(', ');
}

/** A table of Markdown: a row for each repository, by its number. */
export function tableOf(results) {
  return [
    '| Repository | Manifests | Errors | Warnings | Notes |',
    '| --- | --- | --- | --- | --- |',
    ...results.map(({ manifests, error, warning, note }, index) => {
      const notes = Object.values(note).reduce((sum, count) => sum + count, 0);
      return `| ${index + 1} | ${manifests} | ${cell(error)} | ${cell(
        warning,
      )} | ${notes} |`;
    }),
  ].join('\n');
}
