/**
 * `node scripts/compare-operator.mjs <folder>`: compares the facts about External
 * Secrets Operator that are copied into this project with a release's source, and
 * prints what differs. Exit code 1 where something does.
 *
 * The folder holds the sources of the release, such as an unpacked archive.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClearError, runMain, say } from './lib/console.mjs';
import {
  compareDefinitions,
  compareFunctions,
  compareTexts,
  functionsInEngine,
  functionsInSource,
  textsIn,
} from './lib/operator-facts.mjs';
import { ensureToolchain, ROOT } from './toolchain.mjs';

const TEXTS = 'plugins/central-secrets-node/src/state/operatorTexts.ts';
const ENGINE = 'packages/template-engine/go/functions.go';
const TABLE = 'packages/manifest-rules/src/definitions/table.json';
const DEFINITIONS = 'deploy/crds/bundle.yaml';

await runMain(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder || !existsSync(join(folder, DEFINITIONS))) {
    throw new ClearError(
      `${
        folder ?? 'no folder'
      }: not the sources of a release: ${DEFINITIONS} is missing. Usage: node scripts/compare-operator.mjs <folder>`,
    );
  }
  await ensureToolchain();
  // Imported here, because it is a dependency that has just been installed.
  const { parseAllDocuments } = await import('yaml');
  const ours = path => readFileSync(join(ROOT, path), 'utf8');
  const theirs = path => readFileSync(join(folder, path), 'utf8');
  const sources = goFiles(folder);
  const template = sources.find(path =>
    path.endsWith('template/v2/template.go'),
  );
  if (!template) {
    throw new ClearError(`${folder}: template/v2/template.go is missing`);
  }
  const differences = [
    ...compareTexts(textsIn(ours(TEXTS)), sources.map(theirs).join('\n')),
    ...compareFunctions(
      functionsInEngine(ours(ENGINE)),
      functionsInSource(theirs(template)),
    ),
    ...compareDefinitions(
      JSON.parse(ours(TABLE)),
      parseAllDocuments(theirs(DEFINITIONS)).map(document =>
        document.toJS({ maxAliasCount: -1 }),
      ),
    ),
  ];
  differences.forEach(difference => say(difference));
  say(
    differences.length === 0
      ? 'Nothing differs.'
      : `${differences.length} differences. Correct the copied facts, and the tests that name a version.`,
  );
  return differences.length === 0 ? 0 : 1;
});

/** The Go files that are not tests, relative to the folder. */
function goFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter(
      path =>
        path.endsWith('.go') &&
        !path.endsWith('_test.go') &&
        !/^(?:e2e|tests?|hack)\//.test(path),
    )
    .sort();
}
