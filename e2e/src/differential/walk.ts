import { Stage } from '../scenarios/stage';
import { Actor } from './actor';
import { connectTarget, CommandRecorder } from './clusters';
import { Operation, Script } from './operation';
import {
  deliveriesAndSecrets,
  rowsOf,
  Said,
  settle,
  stores,
  Walk,
} from './settle';
import { Difference, Tally } from './tally';

const NEW_TRY = 'a new attempt at everything';

/**
 * Applies a script to two clusters at once, and compares them after every
 * operation. Ends at the first difference, and leaves the operators nothing to
 * do.
 */
export async function walkOnBoth(
  [real, demo]: readonly [Stage, Stage],
  script: Script,
  id: string,
  tally: Tally,
): Promise<Difference | undefined> {
  const walkOn = (stage: Stage): Walk => ({
    stage,
    actor: new Actor(id, connectTarget(stage.cluster)),
  });
  const walks = [walkOn(real), walkOn(demo)] as const;
  const both = (act: (actor: Actor) => Promise<void>) =>
    Promise.all(walks.map(({ actor }) => act(actor)));

  const after: string[] = [];
  const step = async (
    what: string,
    act: (actor: Actor) => Promise<void>,
    said: Said = deliveriesAndSecrets,
  ): Promise<Difference | undefined> => {
    after.push(what);
    await both(act);
    const startedAt = Date.now();
    const difference = await settle(walks, said);
    tally.countComparison(
      said === deliveriesAndSecrets ? rowsOf(walks[0]) : [],
      Date.now() - startedAt,
    );
    return difference ? { script: id, after, difference } : undefined;
  };
  const tryAgain = () => step(NEW_TRY, actor => actor.syncAll());
  const doNext = async (operation: Operation) => {
    const act = (actor: Actor) => actor.do(operation);
    return changesWhatIsRead(operation)
      ? (await step(inWords(operation), act, stores)) ?? (await tryAgain())
      : step(inWords(operation), act);
  };

  try {
    let found = await step('preparation', actor => actor.prepare());
    for (const operation of script.operations) {
      found ??= await doNext(operation);
      tally.operations += found ? 0 : 1;
    }
    return found ?? (await tryAgain());
  } finally {
    tally.scripts += 1;
    await both(actor => actor.cleanUp());
  }
}

/**
 * Whether an operation changes objects that an ExternalSecret reads but does
 * not watch: sources, stores, and Secrets that the operator does not own yet.
 *
 * The operator reads them when it retries after a failure, and the more
 * failures, the later. An ExternalSecret without a Secret is also reconciled a
 * second or two later where another write came at the same time. Whether that
 * happens before or after such an operation is chance. So the test compares
 * only the stores, makes the operator try everything again, and then compares
 * the deliveries.
 */
function changesWhatIsRead({ do: what }: Operation): boolean {
  return ['set-source', 'set-store', 'delete-store', 'make-secret'].includes(
    what,
  );
}

function inWords(operation: Operation): string {
  return JSON.stringify(operation);
}

/** The commands of a script for a shell, to reproduce it. */
export function commandsOf(script: Script, id: string): string {
  const recorder = new CommandRecorder();
  const actor = new Actor(id, recorder);
  // Waits for nothing: a recorded command takes effect at once.
  void actor.prepare();
  for (const operation of script.operations) {
    recorder.remark(`when all is quiet: ${inWords(operation)}`);
    void actor.do(operation);
    if (changesWhatIsRead(operation)) {
      recorder.remark(
        `when all is quiet: ${NEW_TRY}, by force-sync annotations`,
      );
    }
  }
  return recorder.text;
}
