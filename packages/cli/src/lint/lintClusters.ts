import { foldersOf } from './globs';
import { lintFiles, LintServices } from './lintFiles';
import { LintOptions } from './options';
import { Outcome } from './outcome';

/** Thrown where `--each` means nothing. */
export class NoFolder extends Error {}

/** Adds up outcomes; what several say of a file that all of them read is told once. */
function merge(outcomes: readonly Outcome[]): Outcome {
  const once = <T>(entries: readonly T[], keyOf: (entry: T) => unknown) => [
    ...new Map(
      entries.map(entry => [JSON.stringify(keyOf(entry)), entry]),
    ).values(),
  ];
  const sum = (field: 'files' | 'manifests') =>
    outcomes.reduce((total, outcome) => total + outcome[field], 0);
  return {
    findings: once(
      outcomes.flatMap(({ findings }) => findings),
      ({ finding, place: { file, line, column } }) => [
        file,
        line,
        column,
        finding.code,
        finding.message,
      ],
    ),
    unreadable: once(
      outcomes.flatMap(({ unreadable }) => unreadable),
      each => each,
    ),
    fileNotes: once(
      outcomes.flatMap(({ fileNotes }) => fileNotes),
      each => each,
    ),
    files: sum('files'),
    manifests: sum('manifests'),
  };
}

/**
 * Lints each folder that the globs of `--each` mean as a cluster of its own,
 * together with the other paths, which all clusters share. Without globs, all
 * paths at once.
 *
 * @throws NoFolder where a glob means no folder
 */
export async function lintClusters(
  options: LintOptions,
  services: LintServices,
): Promise<Outcome> {
  if (options.each.length === 0) {
    return lintFiles(options, services);
  }
  const outcomes: Outcome[] = [];
  for (const glob of options.each) {
    const folders = await foldersOf(glob);
    if (folders.length === 0) {
      throw new NoFolder(`--each: ${glob} means no folder`);
    }
    for (const folder of folders) {
      outcomes.push(
        await lintFiles(
          { ...options, paths: [...options.paths, folder], oneCluster: true },
          services,
        ),
      );
    }
  }
  return merge(outcomes);
}
