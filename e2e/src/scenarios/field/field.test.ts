import { INDEX_NAMESPACE, IndexedHub } from '../../hubIndex/indexedHub';
import { Vault } from '../../framework/vault';
import { theWorld } from '../../jest/globals';
import { grantRefusalRights } from '../otherTexts/refusalRights';
import {
  compareAnswers,
  describeComparison,
} from '../otherTexts/compareAnswers';
import {
  OTHER_TEXTS,
  RANDOM_TEXTS,
  TextObservers,
} from '../otherTexts/TextObservers';
import { addResults } from '../results';
import { sideBySide } from '../sideBySide';
import { startRealStage, Stage } from '../stage';
import { walk, Walked } from '../walker';
import { FIELD_CASES } from './fieldCases';
import { vaultCases } from './vaultCases';

const CASES_AT_ONCE = 16;

/** Ready is True there: only the operator's words tell that nothing was written. */
const STATES_FROM_TEXTS = ['find-nothing: synced'];

/**
 * Situations that need a provider or that the demo cluster does not have, on the
 * real cluster alone, with a real Vault.
 */
describe('what is said of a delivery in situations from the field', () => {
  const world = theWorld();
  let vault: Vault;
  let sealable: Vault;
  let real: Stage;
  let observers: TextObservers;
  let removeRefusalRights: () => Promise<void>;
  let hub: IndexedHub;
  const walked = new Map<string, Walked>();

  const cases = [
    ...FIELD_CASES,
    ...vaultCases(
      () => vault,
      () => sealable,
    ),
  ];

  beforeAll(async () => {
    const report = (line: string) => process.stderr.write(`${line}\n`);
    vault = await Vault.start(report);
    sealable = await Vault.start(report);
    hub = await IndexedHub.prepare(world.platform);
    hub.start();
    real = await startRealStage(world);
    removeRefusalRights = await grantRefusalRights(world.platform);
    observers = await TextObservers.start(
      world.platform.reader.identity,
      INDEX_NAMESPACE,
    );
    await sideBySide(cases, CASES_AT_ONCE, async scenarioCase => {
      walked.set(scenarioCase.name, await walk(real, scenarioCase));
      await observers.observe(scenarioCase);
    });
    await addResults([...walked.values()]);
  }, 900_000);

  afterAll(async () => {
    await observers?.stop();
    await removeRefusalRights?.();
    await real?.stop();
    await hub?.end();
    await Promise.all([vault?.stop(), sealable?.stop()]);
  });

  it.each(cases)('$name: $what', ({ name }) => {
    const { wrong, got } = walked.get(name)!;
    expect({ wrong, got: wrong && got }).toEqual({});
  });

  it.each(Object.keys(OTHER_TEXTS))('has no other state with %s', texts => {
    const comparison = compareAnswers(observers.seen(texts));
    process.stderr.write(describeComparison(texts, comparison));
    expect(comparison.otherStates).toEqual(
      texts === RANDOM_TEXTS ? STATES_FROM_TEXTS : [],
    );
  });

  it.each(Object.keys(OTHER_TEXTS))('has no wrong cause with %s', texts => {
    expect(compareAnswers(observers.seen(texts)).wrongCauses).toEqual([]);
  });
});
