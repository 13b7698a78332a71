// Lints each folder of a folder as a repository of its own, and prints a table
// in which repositories have a number instead of a name:
//   node scripts/lint-repositories.mjs <folder> [--errors <file>] [-- <options of lint>]
// --errors writes every error with its place, so that a person can judge it.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countCodes, tableOf } from './lib/lintTable.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'string' } },
});
const [folder, ...lintOptions] = positionals;
if (!folder) {
  console.error('Name the folder that holds the repositories.');
  process.exit(2);
}

const command = join(
  import.meta.dirname,
  '../packages/cli/bin/central-secrets',
);
const results = [];
const errors = [];
for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
  a.name < b.name ? -1 : 1,
)) {
  if (!entry.isDirectory()) {
    continue;
  }
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [command, 'lint', '--format', 'json', ...lintOptions, entry.name],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1024 ** 3 },
  );
  if (!stdout) {
    throw new Error(`lint ended with ${status}: ${stderr}`);
  }
  const outcome = JSON.parse(stdout);
  results.push({
    manifests: outcome.manifestCount,
    unreadable: outcome.unreadable.length,
    ...countCodes(outcome.findings),
  });
  errors.push(
    ...outcome.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, file, line }) => ({
        repository: results.length,
        code,
        message,
        file,
        line,
      })),
  );
}
console.log(tableOf(results));
if (values.errors) {
  writeFileSync(values.errors, `${JSON.stringify(errors, null, 2)}\n`);
}
