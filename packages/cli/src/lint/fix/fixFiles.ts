import { lintClusters } from '../lintClusters';
import { LintServices } from '../lintFiles';
import { LintOptions } from '../options';
import { Outcome } from '../outcome';
import { Source } from '../Source';
import { fixText, PlacedFix } from './fixText';

/** A file before and after all fixes. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What fixes came to: the findings that are left, and the files that they change. */
export interface Fixed {
  readonly outcome: Outcome;
  readonly files: readonly FixedFile[];
  /** How many fixes were made. */
  readonly count: number;
}

/** A fix may uncover a finding that has one; more rounds than this are never needed. */
const MOST_ROUNDS = 5;

function fixesByFile({
  findings,
}: Outcome): Map<string, { source: Source; fixes: PlacedFix[] }> {
  const byFile = new Map<string, { source: Source; fixes: PlacedFix[] }>();
  for (const { finding, origin } of findings) {
    if (!finding.fix) {
      continue;
    }
    const { source } = origin;
    const known = byFile.get(source.file) ?? { source, fixes: [] };
    known.fixes.push({ origin, fix: finding.fix });
    byFile.set(source.file, known);
  }
  return byFile;
}

/** Lints, makes the fixes that the findings have, and lints again. Writes nothing. */
export async function fixFiles(
  options: LintOptions,
  services: LintServices,
): Promise<Fixed> {
  const texts = new Map<string, string>();
  const before = new Map<string, string>();
  let count = 0;
  for (let round = 0; ; round += 1) {
    const outcome = await lintClusters(options, { ...services, texts });
    let made = 0;
    if (round < MOST_ROUNDS) {
      for (const [file, { source, fixes }] of fixesByFile(outcome)) {
        const fixed = fixText(source, fixes);
        if (fixed.count > 0) {
          made += fixed.count;
          before.set(file, before.get(file) ?? source.text);
          texts.set(file, fixed.text);
        }
      }
    }
    if (made === 0) {
      return {
        outcome,
        files: [...texts].map(([file, after]) => ({
          file,
          before: before.get(file)!,
          after,
        })),
        count,
      };
    }
    count += made;
  }
}
