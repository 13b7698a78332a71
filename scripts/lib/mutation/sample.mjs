/** Which mutants a sample tries, and what it tells about all of them. */
import { createHash } from 'node:crypto';

/** The quantile of the normal distribution for an interval of 95 %. */
const Z = 1.959964;

/** How Stryker reports a mutant that no test noticed; the first no test reached. */
const SURVIVED = ['NoCoverage', 'Survived'];
const CAUGHT = ['Killed', 'Timeout'];

/**
 * A random sample that is the same for the same mutants and seed.
 *
 * @param {Iterable<string>} ids  of all mutants, in any order
 * @param {{ size: number, seed: number }} sample
 * @returns {Set<string>} all ids where there are no more than `size`
 */
export function chooseSample(ids, { size, seed }) {
  const rank = id => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return new Set(
    [...new Set(ids)]
      .map(id => ({ id, rank: rank(id) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : 1))
      .slice(0, size)
      .map(({ id }) => id),
  );
}

/** The ids of the mutants in instrumented code. */
export function mutantIds(code) {
  return [...code.matchAll(/\bstryMutAct_\w+\("(\d+)"\)/g)].map(([, id]) => id);
}

/**
 * Wilson's interval: where the share of all mutants lies, at 95 %. It is also
 * right for small samples, and where all or none are caught.
 *
 * @param {number} caught
 * @param {number} tried  greater than 0
 * @returns {[number, number]} shares between 0 and 1
 */
export function wilsonInterval(caught, tried) {
  const share = caught / tried;
  const square = (Z * Z) / tried;
  const middle = (share + square / 2) / (1 + square);
  const half =
    (Z / (1 + square)) *
    Math.sqrt((share * (1 - share)) / tried + square / (4 * tried));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * Counts the tried mutants of a report.
 *
 * @param {{ files: Record<string, { mutants: { id: string, status: string }[] }> }} report  as Stryker writes it
 * @param {{ size: number, seed: number }} [sample]  without: all mutants were tried
 * @returns {{ all: number, tried: number, caught: number }} of valid mutants
 */
export function countCaught(report, sample) {
  const mutants = Object.values(report.files)
    .flatMap(file => file.mutants)
    .filter(({ status }) => status !== 'Ignored');
  const chosen =
    sample &&
    chooseSample(
      mutants.map(({ id }) => id),
      sample,
    );
  const statuses = mutants
    .filter(({ id }) => !chosen || chosen.has(id))
    .map(({ status }) => status);
  const count = among =>
    statuses.filter(status => among.includes(status)).length;
  return {
    all: mutants.length,
    tried: count(CAUGHT) + count(SURVIVED),
    caught: count(CAUGHT),
  };
}

/** One line for a person: `96.5 % of 200 mutants (of 1100; 95 % interval: 93.0 to 98.3 %)`. */
export function describeScore({ all, tried, caught }) {
  if (tried === 0) {
    return 'no mutants';
  }
  const score = `${percent(caught / tried)} % of ${tried} mutants`;
  if (tried === all) {
    return score;
  }
  const [low, high] = wilsonInterval(caught, tried).map(percent);
  return `${score} (of ${all}; 95 % interval: ${low} to ${high} %)`;
}

function percent(share) {
  return (share * 100).toFixed(1);
}
