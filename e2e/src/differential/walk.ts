import { Stage } from '../scenarios/stage';
import { Actor } from './actor';
import { actedOn, ToldOf } from './clusters';
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

const NEW_TRY = 'a new try of everything';

/**
 * Does a script to two clusters at once, and compares them after every
 * operation. Ends at the first difference, and leaves the operators nothing to do.
 */
export async function walkOnBoth(
  [real, demo]: readonly [Stage, Stage],
  script: Script,
  id: string,
  tally: Tally,
): Promise<Difference | undefined> {
  const walkOn = (stage: Stage): Walk => ({
    stage,
    actor: new Actor(id, actedOn(stage.cluster)),
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
 * What an ExternalSecret reads without being told of its changes: sources,
 * stores, and Secrets that are not the operator's yet. It reads them when it
 * tries again what has failed, the later the more often it has failed; and,
 * where it has no Secret, also when it looks once more because somebody wrote at
 * the same time, a second or two later. Whether that falls before or after such
 * an operation is chance. So everything is tried again after it, and the
 * deliveries are compared after that; before it, only the stores.
 */
function changesWhatIsRead({ do: what }: Operation): boolean {
  return ['set-source', 'set-store', 'delete-store', 'make-secret'].includes(
    what,
  );
}

function inWords(operation: Operation): string {
  return JSON.stringify(operation);
}

/** A script as commands for a shell, to see the same again. */
export function commandsOf(script: Script, id: string): string {
  const told = new ToldOf();
  const actor = new Actor(id, told);
  // Nothing is waited for: what is only told of is done at once.
  void actor.prepare();
  for (const operation of script.operations) {
    told.remark(`when all is quiet: ${inWords(operation)}`);
    void actor.do(operation);
    if (changesWhatIsRead(operation)) {
      told.remark(`when all is quiet: ${NEW_TRY}, by force-sync annotations`);
    }
  }
  return told.text;
}
