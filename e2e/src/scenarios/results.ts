import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { E2E_DIRECTORY } from '../framework/paths';
import { Walked } from './walker';

/** An answer follows the cluster's own change within this, or it is late. */
export const ANSWERED_WITHIN_MS = 5_000;

const FILE = join(E2E_DIRECTORY, 'results', 'scenarios.json');

/** One line of results/scenarios.json, as far as it is read again. */
interface Row {
  readonly case: string;
  readonly right: boolean;
  readonly delayMs?: number;
}

/**
 * Adds what cases gave to results/scenarios.json, and prints the figures of all
 * that is in it.
 */
export async function addResults(walked: readonly Walked[]): Promise<void> {
  const rows = [...(await readRows()), ...walked.map(toRow)];
  await writeFile(FILE, `${JSON.stringify(rows, undefined, 2)}\n`);
  const delays = rows
    .flatMap(({ delayMs }) => delayMs ?? [])
    .sort((left, right) => left - right);
  const quantile = (part: number) =>
    delays[Math.min(delays.length - 1, Math.floor(delays.length * part))];
  const right = rows.filter(row => row.right).length;
  process.stderr.write(
    [
      `cases right: ${right} of ${rows.length}`,
      `from the cluster's change to the answer's, in ${
        delays.length
      } of them: p50 ${quantile(0.5)} ms, p99 ${quantile(
        0.99,
      )} ms, longest ${delays.at(-1)} ms`,
      `this process stood still for up to ${Math.max(
        0,
        ...walked.map(({ delay }) => delay?.lagMs ?? 0),
      )} ms of one of these delays\n`,
    ].join('; '),
  );
}

/** Cases whose answer came later than theirs may, less what this process slept through. */
export function lateCases(walked: Iterable<Walked>): string[] {
  return [...walked].flatMap(({ case: { name }, delay }) =>
    delay && delay.ms - delay.lagMs > ANSWERED_WITHIN_MS
      ? [
          `${name}: ${delay.ms} ms, of which ${delay.lagMs} ms of standing still`,
        ]
      : [],
  );
}

async function readRows(): Promise<Row[]> {
  return readFile(FILE, 'utf8').then(JSON.parse, () => []);
}

function toRow({ case: scenarioCase, got, wrong, delay }: Walked): Row {
  const { name, expected } = scenarioCase;
  return {
    case: name,
    right: wrong === undefined,
    ...(delay && { delayMs: delay.ms }),
    ...{
      expected,
      got: got
        ? {
            state: got.state,
            cause: got.cause,
            warnings: got.warnings.map(({ code }) => code),
            summary: renderMessage(got.summary),
            evidence: got.evidence,
          }
        : { state: 'absent' },
    },
  };
}
