import fc from 'fast-check';
import { stringify } from 'yaml';
import { PlainObject } from '../framework/objects';

/** The design document demands at least this number. */
const RUNS = 100;
/**
 * The search for a smaller counterexample ends after this time, in
 * milliseconds.
 */
const SHRINKING_LIMIT_MS = 45_000;

// A hundred iterations on a busy machine, and the search for a smaller
// counterexample.
jest.setTimeout(300_000);

/** A property of a real cluster, of which one iteration takes seconds. */
export interface SlowProperty<T> {
  /** Goes into the iterations' names: lower case, short. */
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<T>;
  /** How many iterations run at a time. */
  readonly sideBySide: number;
  /** How many iterations in all; default a hundred. */
  readonly runs?: number;
  /** Throws where the property does not hold. `id` is this iteration's own. */
  readonly check: (value: T, id: string) => Promise<void>;
  /** The manifests that reproduce the case, or the commands that do it. */
  readonly reproduce: (value: T, id: string) => readonly PlainObject[] | string;
}

type Outcome = { readonly error?: unknown };

/**
 * `fc.assert` over an asynchronous property, with its iterations side by side.
 *
 * fast-check itself runs one after the other. But its values depend only on the
 * seed, and `fc.sample` returns the same values that `fc.assert` will use: so
 * all iterations start beforehand, and `fc.assert` collects the outcomes. It
 * then shrinks as usual, with new iterations, one at a time.
 *
 * CENTRAL_SECRETS_SEED repeats the values of a run.
 *
 * @throws Error with fast-check's report and the counterexample as YAML.
 */
export async function assertSideBySide<T>(
  property: SlowProperty<T>,
): Promise<void> {
  const startedAt = Date.now();
  const { name, arbitrary, check } = property;
  const seed = Number(process.env.CENTRAL_SECRETS_SEED ?? Date.now() % 2 ** 31);
  const parameters = { seed, numRuns: property.runs ?? RUNS };
  const values = fc.sample(arbitrary, parameters);
  const running = startAll(property, values);
  let collected = 0;
  let shrunk = 0;
  let shrinkUntil: number | undefined;

  const collectOrCheck = async (value: T) => {
    if (shrinkUntil === undefined) {
      const index = collected++;
      if (fc.stringify(value) !== fc.stringify(values[index])) {
        throw new Error(
          `iteration ${index} got a value that fc.sample did not return`,
        );
      }
      const { error } = await running.outcomes[index];
      if (error !== undefined) {
        shrinkUntil = Date.now() + SHRINKING_LIMIT_MS;
        await running.stop();
        throw error;
      }
    } else if (Date.now() < shrinkUntil) {
      await check(value, `${name}-shrunk-${shrunk++}`);
    }
    // After the limit, every smaller value passes, so that the search ends.
  };

  await fc.assert(fc.asyncProperty(arbitrary, collectOrCheck), {
    ...parameters,
    reporter: details => {
      if (details.failed) {
        throw new Error(describeFailure(property, details), {
          cause: details.errorInstance,
        });
      }
    },
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stderr.write(
    `${name}: ${collected} iterations in ${seconds} s, seed ${seed}\n`,
  );
}

function startAll<T>(
  { name, check, sideBySide }: SlowProperty<T>,
  values: readonly T[],
): { outcomes: readonly Promise<Outcome>[]; stop: () => Promise<void> } {
  let stopped = false;
  let next = 0;
  const settle: ((outcome: Outcome) => void)[] = [];
  const outcomes = values.map(
    () => new Promise<Outcome>(resolve => settle.push(resolve)),
  );
  const worker = async () => {
    while (next < values.length) {
      const index = next++;
      const id = `${name}-${String(index).padStart(3, '0')}`;
      settle[index](
        stopped
          ? {}
          : await check(values[index], id).then(
              () => ({}),
              error => ({ error: error ?? new Error('threw nothing') }),
            ),
      );
    }
  };
  const workers = Promise.all(Array.from({ length: sideBySide }, worker));
  return {
    outcomes,
    stop: async () => {
      stopped = true;
      await workers;
    },
  };
}

function describeFailure<T>(
  { name, reproduce }: SlowProperty<T>,
  details: fc.RunDetails<[T]>,
): string {
  const what = details.counterexample
    ? reproduce(details.counterexample[0], `${name}-counterexample`)
    : [];
  return [
    fc.defaultReportMessage(details),
    String(details.errorInstance),
    'To reproduce:',
    typeof what === 'string'
      ? what
      : what.map(object => stringify(object)).join('---\n'),
  ].join('\n\n');
}
