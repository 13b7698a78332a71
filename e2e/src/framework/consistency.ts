import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { Backstage } from './backstage';
import { HopelessError, waitFor } from '@central-secrets/dev-tools';

/**
 * The backend's log line after each check; the rest of the line has counts by
 * kind.
 */
const SAME = / is what it had: (.*)$/;
const DIFFERENT = ' is not what it had: ';

/** How many objects of each kind one check compared. */
type Counts = ReadonlyMap<string, number>;

/**
 * Every check so far.
 *
 * @throws HopelessError with the line of the first check that found a
 * difference.
 */
async function checksOf({ logFile }: Backstage): Promise<Counts[]> {
  const log = stripVTControlCharacters(await readFile(logFile, 'utf8'));
  return log.split('\n').flatMap(line => {
    if (line.includes(DIFFERENT)) {
      throw new HopelessError(`a consistency check found: ${line}`);
    }
    const counts = line.match(SAME)?.[1].matchAll(/(\d+) (\w+)/g);
    return counts
      ? new Map([...counts].map(([, count, kind]) => [kind, Number(count)]))
      : [];
  });
}

/**
 * Returns right after the next check, so that no check runs for some seconds. A
 * running check keeps everything that the cluster sends in memory for a moment.
 */
export async function untilNextCheck(backstage: Backstage): Promise<void> {
  const before = (await checksOf(backstage)).length;
  await waitFor(
    async () => {
      backstage.process.assertRunning();
      return (await checksOf(backstage)).length > before;
    },
    { reason: 'the next consistency check', everyMs: 50 },
  );
}

/**
 * Asserts that the backend's inventory matched the cluster in every comparison,
 * that there was a comparison, and that the backend still runs.
 *
 * @returns a line that says how much was compared
 * @throws Error with the difference, or where nothing was compared
 */
export async function assertConsistent(backstage: Backstage): Promise<string> {
  const checks = await waitFor(
    async () => {
      const found = await checksOf(backstage);
      backstage.process.assertRunning();
      return found.some(counts => counts.size > 0) && found;
    },
    { reason: 'a consistency check', limitMs: 60_000 },
  );
  const kinds = new Map<string, { times: number; objects: number }>();
  for (const [kind, count] of checks.flatMap(counts => [...counts])) {
    const { times, objects } = kinds.get(kind) ?? { times: 0, objects: 0 };
    kinds.set(kind, { times: times + 1, objects: objects + count });
  }
  const sums = [...kinds].map(
    ([kind, { times, objects }]) => `${kind} ${times} times (${objects})`,
  );
  return `consistency: ${
    checks.length
  } checks without a difference; compared (objects): ${sums.join(', ')}`;
}
